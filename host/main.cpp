#include <cstdio>
#include <exception>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "cuda/census/backend.hpp"
#include "host/commands/command_line.hpp"
#include "host/commands/exit_code.hpp"
#include "host/error.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/run/progress.hpp"

namespace {

void print_error(const std::string& message) {
  const bool colours = census::detect_style(stderr).colours;
  fmt::print(stderr, "{}error:{} {}\n", colours ? "\033[1;31m" : "", colours ? "\033[0m" : "",
             message);
}

// A full disk or a closed pipe shows when the last bytes leave; without this the results would be
// cut short with exit code 0.
void finish_output() {
  std::cout.flush();
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0 || !std::cout) {
    throw std::runtime_error("the results could not be written to the standard output");
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int code = census::run_command_line(argc, argv);
    finish_output();
    return code;
  } catch (const census::ConfigError& error) {
    for (const census::Problem& problem : error.problems()) print_error(to_string(problem));
    return census::exit_wrong_input;
  } catch (const census::BackendUnavailable& error) {
    print_error(std::string("the backend is not available: ") + error.what());
    return census::exit_backend_unavailable;
  } catch (const census::LedgerDiskError& error) {
    print_error(error.what());
    return census::exit_failed;
  } catch (const census::LedgerError& error) {
    print_error(error.what());
    return census::exit_ledger_damaged;
  } catch (const std::exception& error) {
    print_error(error.what());
    return census::exit_failed;
  }
}

#include "host/commands/backend_choice.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/error.hpp"

namespace census {
namespace {

const std::vector<std::string> backend_names = {"auto", "cpu", "cuda"};

}  // namespace

void check_backend_name(const CommonOptions& options) {
  if (std::find(backend_names.begin(), backend_names.end(), options.backend) !=
      backend_names.end()) {
    return;
  }
  throw ConfigError(Problem{{.source = "--backend"},
                            "unknown backend " + quote(options.backend),
                            "the backends are " + listed(backend_names),
                            did_you_mean(options.backend, backend_names)});
}

std::unique_ptr<Backend> choose_backend(const CommonOptions& options) {
  check_backend_name(options);
  if (options.backend == "cpu") return make_cpu_backend(options.threads);
  if (options.backend == "cuda") return make_cuda_backend();
  try {
    return make_cuda_backend();
  } catch (const BackendUnavailable& unavailable) {
    print_note(options, std::string("counting on the CPU: ") + unavailable.what());
    return make_cpu_backend(options.threads);
  }
}

Provenance provenance_of(const Backend& backend) { return {backend.name(), backend.device()}; }

}  // namespace census

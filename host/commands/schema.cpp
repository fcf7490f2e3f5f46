#include "host/commands/schema.hpp"

#include "host/commands/exit_code.hpp"
#include "host/config/schema.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Example:
  relu-census schema > sweep.schema.json

An editor with a YAML language server completes and checks a configuration that begins with
  # yaml-language-server: $schema=sweep.schema.json)";

}  // namespace

void add_schema_command(CLI::App& program, Action& action) {
  CLI::App& command =
      *program.add_subcommand("schema", "Print the JSON Schema of configurations, for editors");
  command.footer(examples);
  command.callback([&action] {
    action = [] {
      print_json(sweep_schema(), 2);
      return exit_done;
    };
  });
}

}  // namespace census

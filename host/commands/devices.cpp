#include "host/commands/devices.hpp"

#include <memory>
#include <vector>

#include <fmt/format.h>

#include "cuda/census/backend.hpp"
#include "host/commands/exit_code.hpp"
#include "host/output/table.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census devices
  relu-census devices --json | jq '.devices[] | select(.usable)')";

std::string devices_table(const std::vector<DeviceReport>& devices) {
  using Align = Column::Align;
  std::vector<std::vector<std::string>> rows;
  for (const DeviceReport& device : devices) {
    rows.push_back({device.backend, device.usable ? "yes" : "no", device.name, device.detail});
  }
  return render_table({{"backend", Align::left},
                       {"usable", Align::left},
                       {"device", Align::left},
                       {"detail", Align::left}},
                      rows);
}

nlohmann::ordered_json devices_json(const std::vector<DeviceReport>& devices) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const DeviceReport& device : devices) {
    list.push_back({{"backend", device.backend},
                    {"device", device.name},
                    {"usable", device.usable},
                    {"detail", device.detail}});
  }
  return {{"devices", std::move(list)}};
}

int run_devices(const CommonOptions& options) {
  std::vector<DeviceReport> devices = list_cpu_devices();
  for (DeviceReport& device : list_cuda_devices()) devices.push_back(std::move(device));
  if (options.json) {
    print_json(devices_json(devices), -1);
  } else {
    fmt::print("{}", devices_table(devices));
  }
  return exit_done;
}

}  // namespace

void add_devices_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<CommonOptions>();
  CLI::App& command = *program.add_subcommand("devices", "List what can run here, and why not");
  add_json_option(command, *options);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_devices(*options); }; });
}

}  // namespace census

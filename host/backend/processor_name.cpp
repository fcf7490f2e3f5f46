#include "host/backend/processor_name.hpp"

#include <fstream>

namespace census {

std::string processor_name() {
  std::ifstream information("/proc/cpuinfo");
  for (std::string line; std::getline(information, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    const std::size_t colon = line.find(':');
    const std::size_t start =
        line.find_first_not_of(" \t", colon == std::string::npos ? colon : colon + 1);
    if (start != std::string::npos) return line.substr(start);
  }
  return "processor";
}

}  // namespace census

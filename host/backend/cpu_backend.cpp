#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/backend/cpu_census.hpp"
#include "host/backend/processor_name.hpp"

namespace census {
namespace {

class CpuBackend final : public Backend {
 public:
  explicit CpuBackend(int threads) : threads_(threads) {}

  std::string name() const override { return "cpu"; }

  std::string device() const override {
    return processor_name() + ", " + std::to_string(threads_) +
           (threads_ == 1 ? " thread" : " threads");
  }

  std::unique_ptr<Census> open(const AnyPoint& point) override {
    return std::visit([&](const auto& known) { return open_on_cpu(known, threads_); }, point);
  }

 private:
  int threads_;
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend(int threads) {
  const int available = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::make_unique<CpuBackend>(threads > 0 ? threads : available);
}

std::vector<DeviceReport> list_cpu_devices() {
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  return {{"cpu", processor_name(), true, std::to_string(threads) + " threads"}};
}

}  // namespace census

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <cuda_runtime.h>

#include "cuda/census/backend.hpp"
#include "cuda/census/cuda_census.cuh"

namespace census {
namespace {

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

/// Returns the number of cards.
/// @throw BackendUnavailable with CUDA's reason when there is no driver or no card.
int card_count() {
  int count = 0;  // cudaGetDeviceCount leaves its argument alone when it fails
  const cudaError_t code = cudaGetDeviceCount(&count);
  if (code != cudaSuccess) {
    // CUDA calls a driver that is missing insufficient.
    int driver = 0;
    if (cudaDriverGetVersion(&driver) == cudaSuccess && driver == 0) {
      throw BackendUnavailable("no CUDA card can be used here: there is no NVIDIA driver");
    }
    throw BackendUnavailable(std::string("no CUDA card can be used here: ") +
                             cudaGetErrorString(code) + " (" + cudaGetErrorName(code) + ")");
  }
  if (count == 0) throw BackendUnavailable("no CUDA card can be used here: there is none");
  return count;
}

class CudaBackend final : public Backend {
 public:
  explicit CudaBackend(const CudaOptions& options) : options_(options) {
    const int count = card_count();
    if (options.device < 0 || options.device >= count) {
      throw BackendUnavailable("there is no CUDA card " + std::to_string(options.device) +
                               "; the cards here are 0 to " + std::to_string(count - 1));
    }
    check_cuda(cudaSetDevice(options.device), "cudaSetDevice");
    check_cuda(cudaGetDeviceProperties(&properties_, options.device), "cudaGetDeviceProperties");
  }

  std::string name() const override { return "cuda"; }

  std::string device() const override {
    return std::string(properties_.name) + ", " + mebibytes(properties_.totalGlobalMem);
  }

  std::unique_ptr<Census> open(const AnyPoint& point) override {
    check_cuda(cudaSetDevice(options_.device), "cudaSetDevice");
    const DeviceBudget budget = device_budget();
    try {
      return std::visit([&](const auto& known) { return open_on_cuda(known, budget); }, point);
    } catch (const CudaError& error) {
      // Out of memory, or a card older than what the kernels were compiled for.
      throw BackendUnavailable(std::string("the CUDA card cannot count this point: ") +
                               error.what());
    }
  }

 private:
  DeviceBudget device_budget() const {
    std::size_t free_bytes = 0;
    std::size_t total_bytes = 0;
    check_cuda(cudaMemGetInfo(&free_bytes, &total_bytes), "cudaMemGetInfo");
    return {properties_.multiProcessorCount,
            properties_.maxThreadsPerMultiProcessor,
            properties_.sharedMemPerBlockOptin,
            properties_.sharedMemPerMultiprocessor,
            static_cast<std::size_t>(static_cast<double>(free_bytes) * options_.memory_fraction),
            options_.batch_size};
  }

  CudaOptions options_;
  cudaDeviceProp properties_ = {};
};

}  // namespace

std::unique_ptr<Backend> make_cuda_backend(const CudaOptions& options) {
  try {
    return std::make_unique<CudaBackend>(options);
  } catch (const CudaError& error) {
    throw BackendUnavailable(std::string("the CUDA card cannot be used: ") + error.what());
  }
}

std::vector<DeviceReport> list_cuda_devices() {
  try {
    std::vector<DeviceReport> reports;
    const int count = card_count();
    for (int device = 0; device < count; ++device) {
      cudaDeviceProp properties = {};
      check_cuda(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
      reports.push_back({"cuda", properties.name, true,
                         mebibytes(properties.totalGlobalMem) + ", compute capability " +
                             std::to_string(properties.major) + "." +
                             std::to_string(properties.minor)});
    }
    return reports;
  } catch (const std::exception& error) {
    return {{"cuda", "CUDA", false, error.what()}};
  }
}

}  // namespace census

#include "cuda/census/backend.hpp"

namespace census {

namespace {
constexpr const char* reason =
    "this program was built without CUDA; build it again with nvcc on the PATH";
}

std::unique_ptr<Backend> make_cuda_backend(const CudaOptions&) { throw BackendUnavailable(reason); }

std::vector<DeviceReport> list_cuda_devices() { return {{"cuda", "CUDA", false, reason}}; }

}  // namespace census

#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

#include <cuda_runtime.h>

namespace census {

/// A CUDA call that failed: which call, where, and CUDA's name and description of the failure.
class CudaError : public std::runtime_error {
 public:
  CudaError(cudaError_t code, const char* call, const std::source_location& place)
      : std::runtime_error(std::string(call) + " failed: " + cudaGetErrorName(code) + " (" +
                           cudaGetErrorString(code) + "), " + place.file_name() + ":" +
                           std::to_string(place.line())),
        code_(code) {}

  cudaError_t code() const { return code_; }

 private:
  cudaError_t code_;
};

/// Throws CudaError unless `code` is success.
inline void check_cuda(cudaError_t code, const char* call,
                       const std::source_location& place = std::source_location::current()) {
  if (code != cudaSuccess) throw CudaError(code, call, place);
}

}  // namespace census

#include "cuda/census/cuda_census.cuh"
#include "cuda/questions/drawing/drawing.hpp"
#include "cuda/random/curand_words.cuh"

namespace census {

std::unique_ptr<Census> open_on_cuda(const drawing::Point& point, const DeviceBudget& budget) {
  return open_functor_on_cuda<StageLauncher, CurandWords>(point, budget);
}

}  // namespace census

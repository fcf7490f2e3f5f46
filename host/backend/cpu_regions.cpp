#include "cuda/questions/regions/functor.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/cpu_census.hpp"

namespace census {

std::unique_ptr<Census> open_on_cpu(const regions::Point& point, int threads) {
  return open_functor_on_cpu<Random123Words>(point, threads);
}

std::unique_ptr<Census> open_on_cpu(const regions::PlacedPoint& point, int threads) {
  return open_functor_on_cpu<Random123Words>(point, threads);
}

}  // namespace census

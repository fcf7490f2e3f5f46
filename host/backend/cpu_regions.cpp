#include "cuda/questions/regions/functor.hpp"
#include "host/backend/cpu_census.hpp"
#include "host/backend/philox_words.hpp"

namespace census {

std::unique_ptr<Census> open_on_cpu(const regions::Point& point, int threads) {
  return open_functor_on_cpu<PhiloxWords>(point, threads);
}

std::unique_ptr<Census> open_on_cpu(const regions::PlacedPoint& point, int threads) {
  return open_functor_on_cpu<PhiloxWords>(point, threads);
}

}  // namespace census

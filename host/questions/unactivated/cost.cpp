#include "host/questions/unactivated/cost.hpp"

#include "cuda/arrangement/corner_numbers.hpp"

namespace census::unactivated {

Cost worst_cost(int n0, int n1) {
  const CornerNumbers corners = corner_numbers(n0, n1);
  return {corners.vertices, corners.rays};
}

int greatest_affordable_width(int n0, int limit) {
  int width = limit;
  while (worst_cost(n0, width).checks() > largest_number_of_checks) --width;
  return width;
}

}  // namespace census::unactivated

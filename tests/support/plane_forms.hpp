#pragma once

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/forms.hpp"

namespace census::testing {

/// Forms a s + b t + c on a plane, known exactly, with memory of their own for whole blocks.
class ExactPlaneForms {
 public:
  explicit ExactPlaneForms(int count)
      : memory_(5 * static_cast<std::size_t>(regions::padded(count))) {
    double* at = memory_.data();
    for (double** const array : {&forms.coefficient[0], &forms.coefficient[1],
                                 &forms.coefficient[2], &forms.error, &forms.size}) {
      *array = at;
      at += regions::padded(count);
    }
  }

  void set(int j, double a, double b, double c) {
    forms.coefficient[0][j] = a;
    forms.coefficient[1][j] = b;
    forms.coefficient[2][j] = c;
    forms.size[j] = std::fabs(a) + std::fabs(b) + std::fabs(c);
  }

  regions::Forms<2> forms;

 private:
  std::vector<double> memory_;
};

}  // namespace census::testing

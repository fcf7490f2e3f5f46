#pragma once

#include <utility>
#include <vector>

#include "host/questions/question.hpp"

namespace census {

/// Everything that a question refuses about one set of parameters. It is the first of its errors,
/// so that whoever handles one ParameterError handles this too; who can show them all reads `all`.
struct ParameterErrors : ParameterError {
  /// `errors` must not be empty.
  explicit ParameterErrors(std::vector<ParameterError> errors)
      : ParameterError(errors.front()), all(std::move(errors)) {}

  std::vector<ParameterError> all;
};

}  // namespace census

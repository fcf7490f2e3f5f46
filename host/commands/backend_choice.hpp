#pragma once

#include <memory>

#include "cuda/census/backend.hpp"
#include "host/commands/options.hpp"
#include "host/output/estimate.hpp"

namespace census {

/// Checks that --backend names one, without touching any device.
/// @throw ConfigError when it does not.
void check_backend_name(const CommonOptions& options);

/// Returns the backend that --backend names; for "auto" the card if one is usable, and the
/// processor otherwise, with a note on stderr that says why.
/// @throw BackendUnavailable when the one that was named cannot run here.
std::unique_ptr<Backend> choose_backend(const CommonOptions& options);

/// Returns what results say about `backend`.
Provenance provenance_of(const Backend& backend);

}  // namespace census

#pragma once

#include "host/config/strict_mapping.hpp"

namespace census {

/// The keys of the mappings that a configuration is made of: what the reader accepts, and what the
/// schema describes.
const KnownKeys& sweep_keys();
const KnownKeys& stop_keys();
const KnownKeys& hypothesis_keys();

}  // namespace census

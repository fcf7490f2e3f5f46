#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cuda/census/id_range.hpp"
#include "cuda/census/tally.hpp"
#include "cuda/questions/registry.hpp"

namespace census {

/// What a backend counted over a range of ids: the tally of the networks it settled, and the ids of
/// those it could not settle, in increasing order, for exact arithmetic on the host.
struct Batch {
  Tally tally;
  std::vector<std::uint64_t> undecided;
};

/// One point opened on one backend, ready to count. A pure function of ids: the same range gives
/// the same batch on every backend, with any number of threads and any batch size. Not thread-safe.
class Census {
 public:
  virtual ~Census() = default;

  /// Draws and decides every network of `range`. Memory does not depend on `range.count`.
  /// @throw CudaError when a device call fails.
  virtual Batch count(IdRange range) = 0;

  /// Returns how many ids one call of `count` should hold at least for the device to be busy.
  virtual std::uint64_t preferred_batch() const = 0;
};

/// A device that can take a census.
class Backend {
 public:
  virtual ~Backend() = default;

  virtual std::string name() const = 0;    ///< "cpu" or "cuda", as typed after --backend
  virtual std::string device() const = 0;  ///< processor or card, threads or memory, for people

  /// Opens a point on this backend.
  /// @throw BackendUnavailable when the device cannot take networks of this size.
  virtual std::unique_ptr<Census> open(const AnyPoint& point) = 0;
};

/// Thrown when a backend that was asked for cannot run here; `what()` says why.
class BackendUnavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Returns the backend that runs on the processor with `threads` threads, 0 for all of them.
std::unique_ptr<Backend> make_cpu_backend(int threads);

struct CudaOptions {
  int device = 0;                           ///< ordinal of the card
  double memory_fraction = 0.25;            ///< largest share of the free memory to take
  std::optional<std::uint64_t> batch_size;  ///< networks per launch; chosen from memory if empty
};

/// Returns the backend that runs on a CUDA card.
/// @throw BackendUnavailable when the build has no CUDA, or no driver or card is here.
std::unique_ptr<Backend> make_cuda_backend(const CudaOptions& options = {});

/// One line of `relu-census devices`.
struct DeviceReport {
  std::string backend;  ///< "cpu" or "cuda"
  std::string name;     ///< what it is
  bool usable = false;
  std::string detail;  ///< memory, driver; or the reason why it is not usable
};

/// Returns what can run here and what cannot, with the reason. Never throws for a missing device.
std::vector<DeviceReport> list_cpu_devices();
std::vector<DeviceReport> list_cuda_devices();

}  // namespace census

#include "host/commands/backend_choice.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/error.hpp"

namespace census {
namespace {

const std::vector<std::string> backend_names = {"auto", "cpu", "cuda"};

/// The card where it can count a point, and the processor for points that the card refuses.
class AutomaticBackend final : public Backend {
 public:
  AutomaticBackend(const CommonOptions& options, std::unique_ptr<Backend> card)
      : options_(options), card_(std::move(card)), processor_(make_cpu_backend(options.threads)) {}

  std::string name() const override { return used_->name(); }
  std::string device() const override { return used_->device(); }

  std::unique_ptr<Census> open(const AnyPoint& point) override {
    used_ = card_.get();
    try {
      return card_->open(point);
    } catch (const BackendUnavailable& refusal) {
      print_note(options_, std::string("counting this point on the CPU: ") + refusal.what());
      used_ = processor_.get();
      return processor_->open(point);
    }
  }

 private:
  CommonOptions options_;
  std::unique_ptr<Backend> card_;
  std::unique_ptr<Backend> processor_;
  Backend* used_ = card_.get();  ///< the one that opened the last point
};

}  // namespace

void check_backend_name(const CommonOptions& options) {
  if (std::find(backend_names.begin(), backend_names.end(), options.backend) !=
      backend_names.end()) {
    return;
  }
  throw ConfigError(Problem{{.source = "--backend"},
                            "unknown backend " + quote(options.backend),
                            "the backends are " + listed(backend_names),
                            did_you_mean(options.backend, backend_names)});
}

std::unique_ptr<Backend> choose_backend(const CommonOptions& options) {
  check_backend_name(options);
  if (options.backend == "cpu") return make_cpu_backend(options.threads);
  if (options.backend == "cuda") return make_cuda_backend();
  try {
    return std::make_unique<AutomaticBackend>(options, make_cuda_backend());
  } catch (const BackendUnavailable& unavailable) {
    print_note(options, std::string("counting on the CPU: ") + unavailable.what());
    return make_cpu_backend(options.threads);
  }
}

Provenance provenance_of(const Backend& backend) { return {backend.name(), backend.device()}; }

}  // namespace census

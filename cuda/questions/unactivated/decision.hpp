#pragma once

#include <cstdint>
#include <type_traits>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/questions/unactivated/compiled_size.hpp"
#include "cuda/questions/unactivated/counts.hpp"
#include "cuda/questions/unactivated/examine.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/row_decision.hpp"
#include "cuda/questions/unactivated/screen.hpp"

namespace census::unactivated {

/// Second stage of the decision: id -> verdict. Settles what `Screen` left, by all vertices and
/// rays of N in arithmetic with error bounds, unless rounding could change the verdict.
template <class Generator, int dimension, int capacity>
struct Examine {
  static constexpr Stage stage = Stage::elimination;

  Point point;

  CENSUS_HD Verdict operator()(std::uint64_t id) const {
    return (*this)(draw_network<Generator, dimension, capacity>(point, id));
  }

  /// The same for a network that has been drawn already.
  CENSUS_HD Verdict operator()(const Network<dimension, capacity>& network) const {
    return unactivated::examine<Bounded>(network);
  }
};

/// The question "is the second-layer neuron of network `id` stably unactivated" as two pure
/// functions of the id, of growing cost. A network that neither settles goes to the host's exact
/// arithmetic as its id.
template <class Generator, int dimension, int capacity>
struct DecideUnactivated {
  using Counts = unactivated::Counts;

  /// Both stages for many networks side by side, on a processor.
  template <class Words>
  using Rows = RowDecision<Words, dimension, capacity>;

  Screen<Generator, capacity> screen;
  Examine<Generator, dimension, capacity> examine;

  static Tally tally(const Counts& counts) { return to_tally(counts); }
};

/// Calls `visitor` with the functor compiled for the sizes of `point` and returns what it returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, Visitor&& visitor) {
  return with_compiled_size(point, [&](auto size) -> decltype(auto) {
    using Functor = DecideUnactivated<Generator, size.dimension, size.capacity>;
    static_assert(std::is_trivially_copyable_v<Functor>,
                  "functors are copied to the device as bytes");
    return visitor(Functor{{point}, {point}});
  });
}

}  // namespace census::unactivated

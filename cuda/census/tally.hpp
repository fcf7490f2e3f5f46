#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace census {

/// The integers of a tally: wide enough for sums of squares of 64-bit counts over 2^64 networks.
using Integer = boost::multiprecision::checked_int256_t;

/// How two values of the same tally entry combine. Each is associative and commutative, so that any
/// split of a range of ids gives the same tally.
enum class MergeRule {
  sum,
  minimum,
  maximum,
  witness,  ///< the least id at which the minimum or maximum in the entry before is attained
  constant  ///< the same in every tally of the point
};

/// One named integer of a tally. Entries of one group are shown together: group "tally" holds the
/// outcomes, group "stages" how many networks each stage of the decision settled.
struct TallyEntry {
  std::string group;
  std::string name;
  MergeRule rule = MergeRule::sum;
  Integer value = 0;

  friend bool operator==(const TallyEntry&, const TallyEntry&) = default;
};

/// What a census counted, as the host sees it: named integers in a fixed order, independent of the
/// question that was asked. An empty tally is the neutral element of `merge`.
class Tally {
 public:
  Tally() = default;
  explicit Tally(std::vector<TallyEntry> entries) : entries_(std::move(entries)) {}

  const std::vector<TallyEntry>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }

  /// Returns the value of entry `name` of `group`.
  /// @throw std::out_of_range when there is no such entry.
  const Integer& at(const std::string& group, const std::string& name) const {
    for (const TallyEntry& entry : entries_) {
      if (entry.group == group && entry.name == name) return entry.value;
    }
    throw std::out_of_range("tally has no entry " + group + "." + name);
  }

  /// Returns whether `other` can be merged into this tally: either is empty, or they have the same
  /// entries.
  bool can_merge(const Tally& other) const {
    return empty() || other.empty() ||
           std::equal(entries_.begin(), entries_.end(), other.entries_.begin(),
                      other.entries_.end(), [](const TallyEntry& a, const TallyEntry& b) {
                        return a.group == b.group && a.name == b.name && a.rule == b.rule;
                      });
  }

  /// Adds `other` to this tally, entry by entry under each entry's rule.
  /// @throw std::logic_error when the two do not have the same entries.
  void merge(const Tally& other) {
    if (other.empty()) return;
    if (empty()) {
      entries_ = other.entries_;
      return;
    }
    if (!can_merge(other)) {
      throw std::logic_error("tallies of different questions cannot be merged");
    }
    Kept kept = Kept::both;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      kept = merge_entry(entries_[i], other.entries_[i], kept);
    }
  }

  friend bool operator==(const Tally&, const Tally&) = default;

 private:
  /// Whose value an extreme has after a merge; `both` where they are equal.
  enum class Kept { ours, theirs, both };

  static Kept keep(Integer& into, const Integer& from, bool from_wins) {
    if (into == from) return Kept::both;
    if (!from_wins) return Kept::ours;
    into = from;
    return Kept::theirs;
  }

  /// Merges one entry; `before` is what became of the entry before it.
  static Kept merge_entry(TallyEntry& into, const TallyEntry& from, Kept before) {
    switch (into.rule) {
      case MergeRule::sum:
        into.value += from.value;
        break;
      case MergeRule::minimum:
        return keep(into.value, from.value, from.value < into.value);
      case MergeRule::maximum:
        return keep(into.value, from.value, from.value > into.value);
      case MergeRule::witness:
        if (before == Kept::theirs || (before == Kept::both && from.value < into.value)) {
          into.value = from.value;
        }
        break;
      case MergeRule::constant:
        if (into.value != from.value) {
          throw std::logic_error("tallies with different values of " + into.name +
                                 " cannot be merged");
        }
        break;
    }
    return Kept::both;
  }

  std::vector<TallyEntry> entries_;
};

}  // namespace census

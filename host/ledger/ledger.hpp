#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/ledger/chunk.hpp"
#include "host/ledger/point_count.hpp"
#include "host/ledger/sqlite.hpp"

namespace census {

/// The part of a sweep that a ledger holds when it is not one of several.
inline constexpr const char* whole_sweep = "1/1";

/// What every chunk of a ledger has in common.
struct LedgerSubject {
  std::string question;
  std::uint64_t seed = 0;
  std::string shard = whole_sweep;  ///< which part of the ids it holds, as --shard writes it

  friend bool operator==(const LedgerSubject&, const LedgerSubject&) = default;
};

/// How one point of a sweep is to be counted, as found out by its pilots.
struct RecordedPlan {
  std::string estimator;
  double seconds_per_network = 0.0;
  double relative_variance = 0.0;  ///< of one network's estimate, in units of P^2
  double variance = 0.0;           ///< of one network's estimate; NaN if it was not recorded

  friend bool operator==(const RecordedPlan&, const RecordedPlan&) = default;
};

/// The counts of a sweep by point and estimator.
using LedgerCounts = std::map<std::pair<std::string, std::string>, PointCount>;

/// What a sweep has counted: a SQLite database with one row for each chunk, committed whole or not
/// at all, each with a checksum. Format 2:
///
///     about   key, value: format, question, seed, shard, program
///     points  id, identity
///     chunks  point, estimator, first_id, networks, tally (see tally_text), audited, seconds,
///             backend, device, version, committed (UTC), checksum
///     plans   point, estimator, seconds_per_network, relative_variance, checksum, variance
///
/// Format 1 has no variance in its plans.
class Ledger {
 public:
  /// The version of the format that is written. Older ones stay readable, and become this one when
  /// a sweep goes on.
  static constexpr int format = 2;

  /// Opens the ledger at `path` for counting `subject`; makes it if there is none.
  /// @throw LedgerError when it is damaged, newer than this program, or about another subject.
  static Ledger open(const std::filesystem::path& path, const LedgerSubject& subject);

  /// Opens a ledger to look at, also while a sweep writes to it.
  /// @throw LedgerError when it is damaged, newer than this program, or not there.
  static Ledger read(const std::filesystem::path& path);

  const LedgerSubject& subject() const { return subject_; }
  const std::filesystem::path& path() const { return path_; }

  /// Commits a chunk. The same chunk twice is kept once.
  /// @throw LedgerError when it cannot be written.
  void record(const Chunk& chunk);

  /// Commits several chunks, all or none.
  void record(const std::vector<Chunk>& chunks);

  /// Commits the plan of a point, in place of an earlier one.
  void record(const std::string& point, const RecordedPlan& plan);

  /// Returns the plan of a point, if one was recorded.
  std::optional<RecordedPlan> plan(const std::string& point);

  /// Returns the plans of all points that have one, by identity.
  std::map<std::string, RecordedPlan> plans();

  /// Returns the identities of the points that chunks were counted of.
  std::vector<std::string> points();

  /// Returns every chunk in the order committed.
  /// @throw LedgerError when a row does not have its checksum.
  std::vector<Chunk> chunks();

  /// Returns the sums of all chunks, without counting any id twice.
  /// @throw LedgerError as `chunks` does, and when two chunks contradict each other.
  LedgerCounts counts();

 private:
  Ledger(const std::filesystem::path& path, Database::Access access);

  void create(const LedgerSubject& subject);
  void upgrade();
  void check_integrity();
  bool is_empty();
  void read_subject();
  std::string about(const std::string& key);
  void insert(const Chunk& chunk);
  std::int64_t point_id(const std::string& identity);

  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
  LedgerSubject subject_;
  int format_ = format;  ///< of the file
};

}  // namespace census

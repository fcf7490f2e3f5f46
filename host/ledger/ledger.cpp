#include "host/ledger/ledger.hpp"

#include <chrono>
#include <cmath>
#include <stdexcept>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "host/config/numbers.hpp"
#include "host/identity.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/ledger/tally_text.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

constexpr const char* tables = R"(
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE points (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE chunks (
  point INTEGER NOT NULL REFERENCES points (id),
  estimator TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  tally TEXT NOT NULL,
  audited INTEGER NOT NULL,
  seconds REAL NOT NULL,
  backend TEXT NOT NULL,
  device TEXT NOT NULL,
  version TEXT NOT NULL,
  committed TEXT NOT NULL,
  checksum TEXT NOT NULL,
  UNIQUE (point, estimator, first_id, networks));
CREATE TABLE plans (
  point INTEGER PRIMARY KEY REFERENCES points (id),
  estimator TEXT NOT NULL,
  seconds_per_network REAL NOT NULL,
  relative_variance REAL NOT NULL,
  checksum TEXT NOT NULL,
  variance REAL);
)";

std::string checksum(const std::string& text) { return fmt::format("{:016x}", stable_hash(text)); }

std::string checksum(const Chunk& chunk, const std::string& tally) {
  return checksum(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", chunk.point,
                              chunk.estimator, chunk.range.first, chunk.range.count, tally,
                              chunk.audited, chunk.seconds, chunk.backend, chunk.device,
                              chunk.version));
}

std::string checksum(const std::string& point, const RecordedPlan& plan) {
  std::string text = fmt::format("{}\n{}\n{}\n{}", point, plan.estimator, plan.seconds_per_network,
                                 plan.relative_variance);
  // A plan of format 1 has none.
  if (!std::isnan(plan.variance)) text += fmt::format("\n{}", plan.variance);
  return checksum(text);
}

std::string now() {
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& path, Database::Access access)
    : path_(path), database_(std::make_unique<Database>(path, access)) {}

Ledger Ledger::open(const std::filesystem::path& path, const LedgerSubject& subject) {
  Ledger ledger(path, Database::Access::read_write);
  ledger.check_integrity();
  // A sweep that was killed before its first commit leaves a database without tables.
  if (ledger.is_empty()) {
    ledger.create(subject);
  } else {
    ledger.read_subject();
  }
  if (ledger.subject_ != subject) {
    throw LedgerError(fmt::format(
        "{} belongs to another sweep: it counts question {} with seed {}, part {}; asked for is "
        "question {} with seed {}, part {}; choose another directory",
        path.string(), ledger.subject_.question, ledger.subject_.seed, ledger.subject_.shard,
        subject.question, subject.seed, subject.shard));
  }
  if (ledger.format_ < format) ledger.upgrade();
  return ledger;
}

Ledger Ledger::read(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) {
    throw LedgerError(fmt::format("there is no ledger at {}; a sweep makes one", path.string()));
  }
  Ledger ledger(path, Database::Access::read_only);
  ledger.check_integrity();
  if (ledger.is_empty()) {
    throw LedgerError(
        fmt::format("{} is empty: its sweep has not begun to count; run it again", path.string()));
  }
  ledger.read_subject();
  return ledger;
}

void Ledger::create(const LedgerSubject& subject) {
  // A write-ahead log: readers never wait, and a commit is on the disk before the next chunk.
  database_->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  Transaction transaction(*database_);
  database_->run(tables);
  const std::pair<const char*, std::string> entries[] = {{"format", fmt::format("{}", format)},
                                                         {"question", subject.question},
                                                         {"seed", fmt::format("{}", subject.seed)},
                                                         {"shard", subject.shard},
                                                         {"program", std::string(version())}};
  for (const auto& [key, value] : entries) {
    database_->prepare("INSERT INTO about VALUES (?, ?)").bind(0, key).bind(1, value).step();
  }
  transaction.commit();
  subject_ = subject;
}

void Ledger::upgrade() {
  Transaction transaction(*database_);
  database_->run("ALTER TABLE plans ADD COLUMN variance REAL");
  database_->prepare("UPDATE about SET value = ? WHERE key = 'format'")
      .bind(0, fmt::format("{}", format))
      .step();
  transaction.commit();
  format_ = format;
}

void Ledger::check_integrity() {
  Statement check = database_->prepare("PRAGMA integrity_check(1)");
  if (!check.step() || check.text(0) != "ok") {
    throw LedgerError(
        fmt::format("{} is damaged ({}); restore it from a copy, or choose another "
                    "directory to begin anew",
                    path_.string(), check.text(0)));
  }
}

bool Ledger::is_empty() {
  Statement query = database_->prepare("SELECT count(*) FROM sqlite_master");
  query.step();
  return query.integer(0) == 0;
}

void Ledger::read_subject() {
  const std::string found = about("format");
  const std::optional<double> number = parse_real(found);
  if (!number || *number < 1 || *number > format) {
    throw LedgerError(
        fmt::format("{} has format {}, and this program reads formats up to {}; use a newer "
                    "program",
                    path_.string(), found, format));
  }
  format_ = static_cast<int>(*number);
  subject_.question = about("question");
  const std::string seed = about("seed");
  if (seed.empty() || seed.find_first_not_of("0123456789") != std::string::npos) {
    throw LedgerError(fmt::format("{} is damaged (its seed is '{}')", path_.string(), seed));
  }
  subject_.seed = std::stoull(seed);
  subject_.shard = about("shard");
}

std::string Ledger::about(const std::string& key) {
  Statement query = database_->prepare("SELECT value FROM about WHERE key = ?");
  query.bind(0, key);
  if (!query.step()) {
    throw LedgerError(
        fmt::format("{} is no ledger of a sweep (it has no {})", path_.string(), key));
  }
  return query.text(0);
}

std::int64_t Ledger::point_id(const std::string& identity) {
  database_->prepare("INSERT OR IGNORE INTO points (identity) VALUES (?)").bind(0, identity).step();
  Statement query = database_->prepare("SELECT id FROM points WHERE identity = ?");
  query.bind(0, identity);
  query.step();
  return query.integer(0);
}

void Ledger::record(const Chunk& chunk) {
  Transaction transaction(*database_);
  insert(chunk);
  transaction.commit();
}

void Ledger::record(const std::vector<Chunk>& chunks) {
  Transaction transaction(*database_);
  for (const Chunk& chunk : chunks) insert(chunk);
  transaction.commit();
}

void Ledger::insert(const Chunk& chunk) {
  const std::string tally = tally_text(chunk.tally);
  database_->prepare("INSERT OR IGNORE INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(0, point_id(chunk.point))
      .bind(1, chunk.estimator)
      .bind(2, static_cast<std::int64_t>(chunk.range.first))
      .bind(3, static_cast<std::int64_t>(chunk.range.count))
      .bind(4, tally)
      .bind(5, static_cast<std::int64_t>(chunk.audited))
      .bind(6, chunk.seconds)
      .bind(7, chunk.backend)
      .bind(8, chunk.device)
      .bind(9, chunk.version)
      .bind(10, now())
      .bind(11, checksum(chunk, tally))
      .step();
}

void Ledger::record(const std::string& point, const RecordedPlan& plan) {
  Transaction transaction(*database_);
  database_->prepare("INSERT OR REPLACE INTO plans VALUES (?, ?, ?, ?, ?, ?)")
      .bind(0, point_id(point))
      .bind(1, plan.estimator)
      .bind(2, plan.seconds_per_network)
      .bind(3, plan.relative_variance)
      .bind(4, checksum(point, plan))
      .bind(5, plan.variance)
      .step();
  transaction.commit();
}

std::optional<RecordedPlan> Ledger::plan(const std::string& point) {
  const std::map<std::string, RecordedPlan> all = plans();
  const auto found = all.find(point);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::map<std::string, RecordedPlan> Ledger::plans() {
  Statement query = database_->prepare(fmt::format(
      "SELECT identity, estimator, seconds_per_network, relative_variance, checksum, {} "
      "FROM plans JOIN points ON plans.point = points.id",
      format_ < 2 ? "NULL" : "variance"));
  std::map<std::string, RecordedPlan> plans;
  while (query.step()) {
    const std::string point = query.text(0);
    const RecordedPlan plan{query.text(1), query.real(2), query.real(3), query.real(5)};
    if (query.text(4) != checksum(point, plan)) {
      throw LedgerError(fmt::format("{} is damaged (the plan of {} does not have its checksum)",
                                    path_.string(), point));
    }
    plans.emplace(point, plan);
  }
  return plans;
}

std::vector<std::string> Ledger::points() {
  Statement query =
      database_->prepare("SELECT identity FROM points WHERE id IN (SELECT point FROM chunks)");
  std::vector<std::string> points;
  while (query.step()) points.push_back(query.text(0));
  return points;
}

std::vector<Chunk> Ledger::chunks() {
  Statement query = database_->prepare(
      "SELECT identity, estimator, first_id, networks, tally, audited, seconds, backend, device, "
      "version, checksum FROM chunks JOIN points ON chunks.point = points.id ORDER BY "
      "chunks.rowid");
  std::vector<Chunk> chunks;
  while (query.step()) {
    Chunk chunk{.point = query.text(0),
                .estimator = query.text(1),
                .range = {static_cast<std::uint64_t>(query.integer(2)),
                          static_cast<std::uint64_t>(query.integer(3))},
                .tally = {},
                .audited = static_cast<std::uint64_t>(query.integer(5)),
                .seconds = query.real(6),
                .backend = query.text(7),
                .device = query.text(8),
                .version = query.text(9)};
    const std::string tally = query.text(4);
    if (query.text(10) != checksum(chunk, tally)) {
      throw LedgerError(
          fmt::format("{} is damaged (the chunk of ids from {} of {} does not have its checksum); "
                      "restore it from "
                      "a copy, or choose another directory to begin anew",
                      path_.string(), chunk.range.first, chunk.point));
    }
    chunk.tally = parse_tally(tally);
    chunks.push_back(std::move(chunk));
  }
  return chunks;
}

LedgerCounts Ledger::counts() {
  LedgerCounts counts;
  for (const Chunk& chunk : chunks()) counts[{chunk.point, chunk.estimator}].add(chunk);
  return counts;
}

}  // namespace census

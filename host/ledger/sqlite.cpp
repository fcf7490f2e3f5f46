#include "host/ledger/sqlite.hpp"

#include <limits>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "host/ledger/ledger_error.hpp"

namespace census {
namespace {

constexpr int busy_milliseconds = 10'000;

[[noreturn]] void fail(const std::string& place, sqlite3* database, int code) {
  const char* reason = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw LedgerError(
          fmt::format("{} is damaged ({}); restore it from a copy, or choose another "
                      "directory to begin anew",
                      place, reason));
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw LedgerDiskError(
          fmt::format("{} cannot be read or written ({}); what was committed before is kept: make "
                      "room on the disk and run the same command again",
                      place, reason));
    default:
      throw LedgerError(fmt::format("{} cannot be used ({})", place, reason));
  }
}

/// Returns how SQLite is told to open a file to look at. A write-ahead log needs a file of shared
/// memory beside the database; where none can be made, as in an archive, nobody writes either.
std::string read_only_uri(const std::filesystem::path& path) {
  const std::filesystem::path directory =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const bool writable = ::access(directory.c_str(), W_OK) == 0;
  std::filesystem::path log = path;
  log += "-wal";
  const bool archived = !writable && !std::filesystem::exists(log);
  std::string escaped;
  for (const char c : path.string()) {
    const bool special = c == '%' || c == '?' || c == '#';
    escaped += special ? fmt::format("%{:02x}", c) : std::string(1, c);
  }
  return "file:" + escaped + (archived ? "?immutable=1" : "");
}

}  // namespace

Statement::Statement(sqlite3* database, const std::string& sql, std::string place)
    : database_(database), place_(std::move(place)) {
  const int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr);
  if (code != SQLITE_OK) fail(place_, database, code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_, parameter + 1, value);
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  sqlite3_bind_double(statement_, parameter + 1, value);
  return *this;
}

Statement& Statement::bind(int parameter, const std::string& value) {
  sqlite3_bind_text(statement_, parameter + 1, value.c_str(), static_cast<int>(value.size()),
                    SQLITE_TRANSIENT);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(place_, database_, code);
  return false;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return "";
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::filesystem::path& path, Access access) : path_(path.string()) {
  const bool reads = access == Access::read_only;
  const int flags =
      reads ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const std::string name = reads ? read_only_uri(path) : path_;
  const int code = sqlite3_open_v2(name.c_str(), &database_, flags, nullptr);
  if (code != SQLITE_OK) {
    try {
      fail(path_, database_, code);
    } catch (...) {
      sqlite3_close(database_);
      throw;
    }
  }
  sqlite3_busy_timeout(database_, busy_milliseconds);
}

Database::~Database() { sqlite3_close(database_); }

void Database::run(const std::string& sql) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(path_, database_, code);
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const LedgerError&) {
    // What made the transaction fail has been thrown already; SQLite takes it back at the next
    // start.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace census

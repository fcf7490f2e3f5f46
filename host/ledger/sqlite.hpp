#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace census {

/// One prepared statement of a database; parameters and columns count from 0.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql, std::string place);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, const std::string& value);

  /// Goes to the next row. Returns whether there is one.
  /// @throw LedgerError when the database cannot be read or written.
  bool step();

  std::int64_t integer(int column) const;
  double real(int column) const;  ///< NaN for NULL
  std::string text(int column) const;

 private:
  sqlite3_stmt* statement_ = nullptr;
  sqlite3* database_;
  std::string place_;  ///< the file, for messages
};

/// A SQLite database, closed with its owner.
class Database {
 public:
  enum class Access { read_only, read_write };

  /// Opens or, for writing, makes the database at `path`.
  /// @throw LedgerError when that fails.
  Database(const std::filesystem::path& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs statements that return nothing.
  /// @throw LedgerError when one fails.
  void run(const std::string& sql);

  Statement prepare(const std::string& sql) { return Statement(database_, sql, path_); }

 private:
  sqlite3* database_ = nullptr;
  std::string path_;
};

/// A transaction: all or nothing. Its end without `commit` takes everything back.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) {
    database.run("BEGIN IMMEDIATE");
  }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace census

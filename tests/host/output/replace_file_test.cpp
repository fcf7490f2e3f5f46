#include "host/output/replace_file.hpp"

#include <gtest/gtest.h>

#include "tests/host/commands/program.hpp"

namespace census {
namespace {

TEST(ReplaceFile, WritesWholeFilesAndLeavesNothingElse) {
  const TemporaryDirectory directory;
  replace_file(directory / "a", "first");
  replace_file(directory / "a", "2");
  EXPECT_EQ(read_file(directory / "a"), "2");
  EXPECT_FALSE(std::filesystem::exists(directory / "a.partial"));
}

TEST(ReplaceFile, NamesTheFileThatItCannotWrite) {
  const TemporaryDirectory directory;
  write_file(directory / "a", "old");
  std::filesystem::create_directory(directory / "a.partial");
  try {
    replace_file(directory / "a", "new");
    ADD_FAILURE() << "it was written";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(contains(error.what(), "cannot write " + directory / "a.partial")) << error.what();
  }
  EXPECT_EQ(read_file(directory / "a"), "old");
}

}  // namespace
}  // namespace census

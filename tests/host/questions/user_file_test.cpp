#include "host/questions/user_file.hpp"

#include <string>

#include <gtest/gtest.h>

#include "host/questions/question.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census {
namespace {

TEST(UserFile, IsReadAsItIs) {
  const TemporaryDirectory directory;
  const std::string bytes("a\0b\r\n\xff", 6);
  EXPECT_EQ(read_user_file(write_file(directory / "a", bytes)), bytes);
  EXPECT_EQ(read_user_file(write_file(directory / "empty", "")), "");
}

TEST(UserFile, ThatCannotBeReadIsRefused) {
  const TemporaryDirectory directory;
  for (const std::string& path : {directory / "missing", directory / ".", std::string()}) {
    try {
      read_user_file(path);
      ADD_FAILURE() << path;
    } catch (const ParameterError& error) {
      EXPECT_EQ(error.parameter, "data");
      EXPECT_TRUE(error.problem.ends_with("cannot be read")) << error.problem;
      EXPECT_EQ(error.why, "it does not exist, is a directory, or may not be opened");
      EXPECT_TRUE(error.suggestion.starts_with("give its full path")) << error.suggestion;
    }
  }
}

}  // namespace
}  // namespace census

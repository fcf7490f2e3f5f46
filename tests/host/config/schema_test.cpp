#include "host/config/schema.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "host/config/numbers.hpp"
#include "host/config/source_text.hpp"
#include "host/config/sweep_keys.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/config/yaml_tree.hpp"
#include "tests/support/mutated_text.hpp"

namespace census {
namespace {

using Json = nlohmann::json;

/// What a YAML reader of an editor makes of a value.
Json to_document(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return nullptr;
    case YamlNode::Kind::list: {
      Json list = Json::array();
      for (const YamlNode& item : node.items) list.push_back(to_document(item));
      return list;
    }
    case YamlNode::Kind::mapping: {
      Json object = Json::object();
      for (const YamlEntry& entry : node.entries) object[entry.key.text] = to_document(entry.value);
      return object;
    }
    case YamlNode::Kind::scalar:
      break;
  }
  if (node.plain) {
    if (node.text == "true" || node.text == "false") return node.text == "true";
    if (const std::optional<double> number = parse_real(node.text)) {
      const bool digits = node.text.find_first_not_of("-0123456789") == std::string::npos;
      return digits && std::abs(*number) < 1e15 ? Json(static_cast<std::int64_t>(*number))
                                                : Json(*number);
    }
  }
  return node.text;
}

class SchemaTest : public ::testing::Test {
 protected:
  SchemaTest() {
    const Json text = Json::parse(sweep_schema().dump());
    const valijson::adapters::NlohmannJsonAdapter adapter(text);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, schema_);
  }

  bool accepts(const std::string& text) {
    const Json document = to_document(parse_yaml(text, "a.yaml"));
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    return valijson::Validator().validate(schema_, adapter, nullptr);
  }

  valijson::Schema schema_;
};

std::vector<std::string> keys_of(const nlohmann::ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, unused] : object.items()) keys.push_back(key);
  return keys;
}

TEST_F(SchemaTest, HasTheKeysOfTheReader) {
  const nlohmann::ordered_json properties = sweep_schema()["properties"];
  EXPECT_EQ(keys_of(properties), sweep_keys().names);
  EXPECT_EQ(keys_of(properties["stop"]["properties"]), stop_keys().names);
  EXPECT_EQ(keys_of(properties["hypotheses"]["items"]["properties"]), hypothesis_keys().names);
}

TEST_F(SchemaTest, IsTheOneThatIsKept) {
  const std::string kept = read_source(CENSUS_SOURCE_DIR "/configs/sweep.schema.json");
  EXPECT_EQ(kept, sweep_schema().dump(2) + "\n")
      << "renew it: relu-census schema > configs/sweep.schema.json";
}

TEST_F(SchemaTest, AcceptsTheConfigurationsThatComeWithTheProgram) {
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(CENSUS_SOURCE_DIR "/configs")) {
    if (file.path().extension() != ".yaml") continue;
    EXPECT_TRUE(accepts(read_source(file.path()))) << file.path();
    ++seen;
  }
  EXPECT_GE(seen, 5);
}

TEST_F(SchemaTest, RefusesWhatAnEditorShouldMark) {
  const std::string points = "points: {n0: 2, n1: n0 .. 4}\n";
  const std::string stop = "stop: {networks: 1e6}\n";
  EXPECT_TRUE(accepts(points + stop));
  EXPECT_TRUE(
      accepts(points + "stop: {seconds: 8h, relative_error: 1e-4}\nestimator: orbit:4:2\n"));
  for (const std::string& wrong :
       {points, stop, points + "stop: {relative_error: 1e-4}\n", points + stop + "sede: 1\n",
        points + stop + "question: unactivted\n", points + stop + "estimator: orbits\n",
        "points: {n0: 2}\n" + stop, "points: {n0: 2, n1: 3, init: unit-norma}\n" + stop,
        "points: {n0: 2, n1: 3, n2: 3}\n" + stop, points + stop + "hypotheses: [{name: nothing}]\n",
        points + stop + "hypotheses: [{at_least: 0.1, at_most: 0.2}]\n",
        "points: {n0: 2, n1: 3, init: {first_weights: {distribution: normal}}}\n" + stop}) {
    EXPECT_FALSE(accepts(wrong)) << wrong;
  }
}

TEST_F(SchemaTest, NeverRefusesWhatTheReaderAccepts) {
  const std::vector<std::string> texts = testing::valid_sweeps();
  testing::Mutator mutator(2);
  int read = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string text = mutator.mutate(texts[mutator.below(texts.size())]);
    try {
      read_sweep_text(text, "a.yaml");
    } catch (const ConfigError&) {
      continue;
    }
    ++read;
    EXPECT_TRUE(accepts(text)) << text;
  }
  EXPECT_GT(read, 200);
}

}  // namespace
}  // namespace census

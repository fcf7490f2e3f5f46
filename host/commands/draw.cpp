#include "host/commands/draw.hpp"

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/commands/point_options.hpp"
#include "host/config/numbers.hpp"
#include "host/config/quote.hpp"
#include "host/error.hpp"
#include "host/output/estimate.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "host/questions/regions/picture.hpp"
#include "host/questions/regions/regions_point.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census draw --inputs 2 --width 16 --depth 2 --biases normal:0.1 --domain box:3 --out regions.svg
  relu-census draw --inputs 10 --widths 8,8,8 --through random --domain box:2 --id 5 > plane.svg)";

struct DrawOptions {
  CommonOptions common;
  PointOptions point{{find_question("regions")}};
  std::string id = "0";
  std::string out;
};

int run_draw(const DrawOptions& options) {
  ProblemList problems;
  const ChosenPoint chosen = options.point.choose(problems);
  const std::uint64_t seed =
      read_or_note(problems, [&] { return parse_seed(options.common.seed, {.source = "--seed"}); });
  const std::uint64_t id =
      read_or_note(problems, [&] { return parse_id(options.id, {.source = "--id"}); });
  problems.throw_if_any();
  const auto& drawn = dynamic_cast<const regions::RegionsPoint&>(*chosen.point);
  const regions::Point point = drawn.kernel_point(seed);
  if (point.domain.extent != regions::Extent::polygon) {
    problems.add({.source = "--domain"}, "this domain cannot be drawn",
                 "a picture is of a bounded part of a plane", "use box:3, or polygon:x,y;...");
  }
  problems.throw_if_any();

  const regions::Picture picture = regions::make_picture(point, id, drawn.given_points());
  const std::string title =
      fmt::format("{} activation regions drawn: {}, seed {}, id {}", picture.regions.size(),
                  describe_parameters(chosen.point->parameters()), seed, id);
  const std::string svg = regions::to_svg(picture, point, title);
  if (options.out.empty()) {
    fmt::print("{}", svg);
    return exit_done;
  }
  std::ofstream file(options.out);
  file << svg;
  file.close();
  if (!file) {
    problems.add({.source = "--out"}, quote(options.out) + " cannot be written");
    problems.throw_if_any();
  }
  return exit_done;
}

}  // namespace

void add_draw_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<DrawOptions>();
  CLI::App& command = *program.add_subcommand(
      "draw", "Draw the activation regions of one network on a plane, as SVG");
  options->point.add_to(command);
  command.add_option("--id", options->id, "Id of the network")
      ->type_name("ID")
      ->capture_default_str();
  add_seed_option(command, options->common);
  command.add_option("--out", options->out, "File to write; the picture goes to stdout without it")
      ->type_name("FILE");
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_draw(*options); }; });
}

}  // namespace census

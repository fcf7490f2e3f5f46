#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/forms.hpp"
#include "cuda/questions/regions/network.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/region_count.hpp"
#include "cuda/questions/regions/signs.hpp"
#include "cuda/questions/regions/vanishing.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// A cell that waits until the one beside it is done.
struct WaitingCell {
  Cell cell;
  int layer;
};

/// Where the arrays of a layer begin, and what its pre-activations are in the region of the layers
/// before it that is being divided.
struct LayerState {
  int begin;        ///< of its neurons among those of all layers
  int weights;      ///< from input i to neuron j at [weights + i padded(width) + j]
  int terms;        ///< of the pre-activations as they stand; 0 if the inputs' forms have changed
  bool has_errors;  ///< whether their errors hold, whichever inputs are on in the region
  bool has_norms;   ///< whether the norms of its neurons' weights are known
  bool no_inputs;   ///< no input is on
  bool constant;    ///< all pre-activations are constant on the region
  int factor;       ///< see Vanishing
  int direction;
  int first_parallel;
};

/// How the errors of a layer's pre-activations are bounded when it is entered.
enum class ErrorBounds : std::uint8_t {
  kept,     ///< they hold
  by_sums,  ///< sums over the inputs that may be on
  by_norms  ///< products of two norms: less work for somewhat larger bounds
};

/// What is to be done to the pre-activations of a layer that is entered.
struct Entry {
  bool begins;  ///< with the biases, not with the pre-activations as they stand
  int changes;  ///< number of inputs to be added or taken away
  ErrorBounds bounds;
  int possible;       ///< by sums: number of inputs that may be on in the region
  bool finds_norms;   ///< by norms: those of the neurons' weights are not known yet
  double error_norm;  ///< by norms: that of what all inputs add to errors
};

/// Returns of how many terms layer l's pre-activations may be sums before they are added up anew: a
/// few more than there are inputs, so that regions in turn may share sums and errors hardly grow.
CENSUS_HD inline int most_terms(const Point& point, int l) {
  const int inputs = inputs_of_layer(point, l);
  return l == 0 ? inputs : inputs + inputs / 4;
}

/// What a lane asks the team to do next.
enum class Step : std::uint8_t { enter_layer, done, failed };

/// What the lanes of a team share while they count.
struct Shared {
  Step step;
  Entry entry;
  int layer;  ///< being divided
  int start;  ///< which of the cells that cover the domain
  Cell cell;
  int second_line;  ///< planes: the first-layer neuron that begins with neuron 0
  int waiting;      ///< number of waiting cells
  RegionCount count;
  LayerState layers[max_depth];
};

/// Takes arrays from a block of memory one after the other, each in cache lines of its own if the
/// block is; without memory it only adds up.
class Carver {
 public:
  CENSUS_HD explicit Carver(void* memory) : memory_(static_cast<std::byte*>(memory)) {}

  template <class T>
  CENSUS_HD T* take(int number) {
    const std::size_t at = used_;
    used_ += (static_cast<std::size_t>(number) * sizeof(T) + 63) / 64 * 64;
    return memory_ == nullptr ? nullptr : reinterpret_cast<T*>(memory_ + at);
  }

  CENSUS_HD std::size_t used() const { return used_; }

 private:
  std::byte* memory_;
  std::size_t used_ = 0;
};

/// The arrays a team works in, cut from one block of memory. Forms are numbered: the inputs'
/// coordinates, then every layer's pre-activations, then the edges of the domain and the line at
/// infinity; groups begin at multiples of the block size.
template <int dimension>
class Workspace {
 public:
  CENSUS_HD Workspace(const Point& point, void* memory) : point_(&point) {
    Carver carver(memory);
    shared = carver.take<Shared>(1);
    const int inputs = padded(point.input_dimension);
    int all = 0;
    for (int l = 0; l < point.depth; ++l) all += padded(point.widths[l]);
    edges_ = inputs + all;
    const int form_count = edges_ + max_corners + 1;
    take_forms(carver, form_count, forms);
    biases = carver.take<float>(all);
    int weight_count = 0;
    for (int l = 0; l < point.depth; ++l) {
      weight_count += inputs_of_layer(point, l) * padded(point.widths[l]);
    }
    weights = carver.take<float>(weight_count);
    const int most_inputs = inputs > max_width ? inputs : max_width;
    changes = carver.take<Term<dimension>>(most_inputs);
    possible = carver.take<InputError>(most_inputs);
    norms = carver.take<double>(padded(point.widths[point.depth - 1]));
    int widest = 0;
    for (int l = 0; l < point.depth; ++l) {
      widest = point.widths[l] > widest ? point.widths[l] : widest;
    }
    vertices.words = words_of(widest);
    on_ = carver.take<std::uint64_t>(point.depth * vertices.words);
    on_somewhere_ = carver.take<std::uint64_t>(point.depth * vertices.words);
    cell_signs = carver.take<CellSigns>(vertices.words);
    // Waiting cells are few and have few vertices; a network that needs more is left unsettled.
    capacity = 8 * neurons(point) + 8 * max_vertices;
    vertices.corners = carver.take<Corner<dimension>>(capacity);
    vertices.signs = carver.take<SignWord>(capacity * vertices.words);
    waiting = carver.take<WaitingCell>(neurons(point) + 1);
    bytes_ = carver.used();
  }

  CENSUS_HD std::size_t bytes() const { return bytes_; }

  /// Writes down where the layers begin.
  CENSUS_HD void set_layers() const {
    int neuron = 0;
    int weight = 0;
    for (int l = 0; l < point_->depth; ++l) {
      shared->layers[l].begin = neuron;
      shared->layers[l].weights = weight;
      neuron += padded(point_->widths[l]);
      weight += inputs_of_layer(*point_, l) * padded(point_->widths[l]);
    }
  }

  /// Returns the number of the form of neuron 0 of layer l.
  CENSUS_HD int first_form(int l) const {
    return padded(point_->input_dimension) + shared->layers[l].begin;
  }
  CENSUS_HD int first_edge() const { return edges_; }
  /// Returns where layer l's pre-activations vanish, with so many central layers.
  CENSUS_HD Vanishing vanishing(int l, int central) const {
    const LayerState& layer = shared->layers[l];
    return {l < central, layer.factor, layer.direction, layer.first_parallel, edges_ - 1};
  }
  CENSUS_HD int infinity() const { return edges_ + max_corners; }

  /// Returns the set of layer l's neurons that are on in the cell for which layer l + 1 was entered
  /// last, as words.
  CENSUS_HD std::uint64_t* on(int l) const { return on_ + l * vertices.words; }
  /// Returns the set of those that are on somewhere in the region that layer l divides.
  CENSUS_HD std::uint64_t* on_somewhere(int l) const { return on_somewhere_ + l * vertices.words; }

  Shared* shared;
  Forms<dimension> forms;
  float* biases;  ///< of layer l from its begin
  float* weights;
  Term<dimension>* changes;  ///< inputs to be added to the entry's pre-activations, or taken away
  InputError* possible;      ///< inputs that may be on in the entry's region
  double* norms;             ///< of the last layer's weights to each neuron
  int capacity;              ///< number of vertices there is room for
  Vertices<dimension> vertices;
  CellSigns* cell_signs;  ///< of the layer that divides the cell at hand, word by word
  WaitingCell* waiting;

 private:
  CENSUS_HD static void take_forms(Carver& carver, int count, Forms<dimension>& into) {
    for (int k = 0; k <= dimension; ++k) into.coefficient[k] = carver.take<double>(count);
    into.error = carver.take<double>(count);
    into.size = carver.take<double>(count);
  }

  const Point* point_;
  int edges_;
  std::uint64_t* on_;
  std::uint64_t* on_somewhere_;
  std::size_t bytes_;
};

}  // namespace census::regions

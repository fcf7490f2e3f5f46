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
  int vertices;  ///< number of them in use when it began to wait
};

/// The sizes of a layer and where its arrays begin, and what its pre-activations are in the region
/// of the layers before it that is being divided.
struct LayerState {
  int width;
  int inputs;
  int begin;         ///< of its neurons among those of all layers, where these are padded
  int first_neuron;  ///< number of its neuron 0, where they are not
  int weights;       ///< from input i to neuron j at [weights + i stride + j]
  int stride;        ///< padded(width)
  int first_form;    ///< number of neuron 0's form
  int first_input;   ///< and of input 0's
  bool is_single;    ///< whether its pre-activations are computed in binary32
  int terms;         ///< of the pre-activations as they stand; 0 if the inputs' forms have changed
  int most_terms;    ///< how many there may be before they are added up anew
  bool has_errors;   ///< whether their errors hold, whichever inputs are on in the region
  Vanishing vanishing;
};

/// What is to be done to the pre-activations of a layer that is entered. Those inputs of the
/// workspace's set `changed` that are on are added to them, the others taken away.
struct Entry {
  bool begins;  ///< with the biases, not with the pre-activations as they stand
  bool finds_errors;
  double error_norm;  ///< in binary32: norm_of_single_errors
  int unknown;        ///< number of the cell's vertices where the layer's signs are to be found
};

/// What a lane asks the team to do next.
enum class Step : std::uint8_t { enter_layer, done, failed };

/// What the lanes of a team share while they count.
struct Shared {
  Step step;
  Entry entry;
  int start;  ///< which of the cells that cover the domain
  Cell cell;
  int second_line;  ///< planes: the first-layer neuron that begins with neuron 0
  int vertices;     ///< number of vertices in use
  int waiting;      ///< number of waiting cells
  bool has_norms;   ///< whether the norms of the last layer's weights are known
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
/// infinity; groups begin at whole vectors.
///
/// The pre-activations of the last of several layers, which is entered most often and divides
/// nothing that others have to divide further, are computed in binary32, and those neurons that are
/// not certain there in binary64.
template <int dimension>
class Workspace {
 public:
  CENSUS_HD Workspace(const Point& point, void* memory) : point_(&point) {
    Carver carver(memory);
    shared = carver.take<Shared>(1);
    const int inputs = padded(point.input_dimension);
    int all = 0;
    int widest = 0;
    int weight_count = 0;
    for (int l = 0; l < point.depth; ++l) {
      const int width = padded(point.widths[l]);
      all += width;
      widest = width > widest ? width : widest;
      weight_count += inputs_of_layer(point, l) * width;
    }
    edges_ = inputs + all;
    const int form_count = edges_ + max_corners + 1;
    for (double*& each : forms.coefficient) each = carver.take<double>(form_count);
    forms.error = carver.take<double>(form_count);
    forms.size = carver.take<double>(form_count);
    biases = carver.take<float>(all);
    weights = carver.take<float>(weight_count);
    const bool has_singles = point.depth > 1;
    const int single_count = has_singles ? padded(point.widths[point.depth - 1]) : 0;
    const int single_input_count = has_singles ? padded(point.widths[point.depth - 2]) : 0;
    for (float*& each : singles.coefficient) each = carver.take<float>(single_count);
    for (float*& each : single_inputs.coefficient) each = carver.take<float>(single_input_count);
    single_bounds = carver.take<float>(single_count);
    norms = carver.take<double>(single_count);
    words_ = words_of(widest);
    const int input_words = words_of(inputs > widest ? inputs : widest);
    changed = carver.take<std::uint64_t>(input_words);
    refined = carver.take<std::uint64_t>(words_);
    on_ = carver.take<std::uint64_t>(point.depth * words_);
    on_somewhere_ = carver.take<std::uint64_t>(point.depth * words_);
    cell_signs = carver.take<CellSigns>(words_);
    // One cell waits for each neuron that divides, and has brought two vertices along.
    vertices.capacity = max_corners + 2 * neurons(point);
    // Waiting cells are few and have few corners; a network that needs more is left unsettled.
    vertices.corner_capacity = 8 * neurons(point) + 8 * max_vertices;
    vertices.points = carver.take<Vertex<dimension>>(vertices.capacity);
    vertices.known = carver.take<std::uint32_t>(vertices.capacity);
    vertices.stride = vertices.capacity * words_;
    vertices.signs = carver.take<SignWord>(point.depth * vertices.stride);
    vertices.corners = carver.take<Corner>(vertices.corner_capacity);
    unknown = carver.take<int>(max_vertices + 1);
    waiting = carver.take<WaitingCell>(neurons(point) + 1);
    waiting_signs_ = carver.take<CellSigns>((neurons(point) + 1) * words_);
    crossings = carver.take<std::uint32_t>(neurons(point));
    bytes_ = carver.used();
  }

  CENSUS_HD std::size_t bytes() const { return bytes_; }

  /// Writes the layers' sizes and where they begin; so many of them are central.
  CENSUS_HD void set_layers(int central) const {
    int neuron = 0;
    int begin = 0;
    int weight = 0;
    const int first_form = padded(point_->input_dimension);
    for (int l = 0; l < point_->depth; ++l) {
      LayerState& layer = shared->layers[l];
      layer.width = point_->widths[l];
      layer.inputs = inputs_of_layer(*point_, l);
      layer.begin = begin;
      layer.first_neuron = neuron;
      layer.weights = weight;
      layer.stride = padded(layer.width);
      layer.first_form = first_form + begin;
      layer.first_input = l == 0 ? 0 : shared->layers[l - 1].first_form;
      layer.is_single = l > 0 && l + 1 == point_->depth;
      layer.terms = 0;
      layer.most_terms = layer.inputs;
      layer.has_errors = false;
      layer.vanishing = {l < central, Vanishing::none, Vanishing::none, Vanishing::none,
                         edges_ - 1};
      for (int w = 0; w < words_of(layer.width); ++w) on(l)[w] = 0;
      neuron += layer.width;
      begin += layer.stride;
      weight += layer.inputs * layer.stride;
    }
  }

  CENSUS_HD int first_edge() const { return edges_; }
  CENSUS_HD int infinity() const { return edges_ + max_corners; }

  /// Returns the set of layer l's neurons that are on in the cell for which layer l + 1 was entered
  /// last, as words; at first, and for the last layer, none.
  CENSUS_HD std::uint64_t* on(int l) const { return on_ + l * words_; }
  /// Returns the set of those that are on somewhere in the region that layer l divides.
  CENSUS_HD std::uint64_t* on_somewhere(int l) const { return on_somewhere_ + l * words_; }

  /// Returns what the neurons of the layer that divides waiting cell number n do on it, word by
  /// word.
  CENSUS_HD CellSigns* waiting_signs(int n) const { return waiting_signs_ + n * words_; }

  Shared* shared;
  Forms<dimension> forms;
  float* biases;  ///< of layer l from its begin
  float* weights;
  SingleForms<dimension> singles;        ///< the last layer's pre-activations
  SingleForms<dimension> single_inputs;  ///< and its inputs
  float* single_bounds;                  ///< of the values of `singles` at vertices
  double* norms;                         ///< of the last layer's weights to each neuron
  std::uint64_t* changed;                ///< the entry's: inputs to be added or taken away
  std::uint64_t* refined;                ///< last layer: neurons whose binary64 forms are computed
  Vertices<dimension> vertices;
  int* unknown;           ///< the entry's vertices
  CellSigns* cell_signs;  ///< of the layer that divides the cell at hand, word by word
  WaitingCell* waiting;
  std::uint32_t* crossings;  ///< of each neuron: regions of the layers before it that it cuts

 private:
  const Point* point_;
  int edges_;
  int words_;  ///< of the largest layer's sets
  std::uint64_t* on_;
  std::uint64_t* on_somewhere_;
  CellSigns* waiting_signs_;
  std::size_t bytes_;
};

}  // namespace census::regions

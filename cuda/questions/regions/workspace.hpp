#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/forms.hpp"
#include "cuda/questions/regions/network.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/region_count.hpp"
#include "cuda/questions/regions/vanishing.hpp"

namespace census::regions {

/// A cell that waits until the one beside it is done.
struct WaitingCell {
  Cell cell;
  int layer;
  int position;  ///< how many of the layer's cutting neurons it is divided by already
};

/// Where the arrays of a layer begin, and what its neurons do on the region of the layers before it
/// that is being divided.
struct LayerState {
  int begin;       ///< of its neurons among those of all layers
  int weights;     ///< from input i to neuron j at [weights + i padded(width) + j]
  int active;      ///< inputs that are on in the region and were not in the last one's base
  bool no_inputs;  ///< no input is on
  bool constant;   ///< all pre-activations are constant on the region
  int factor;      ///< see Vanishing
  int direction;
  int first_parallel;
  int constant_on;     ///< how many neurons are on in all of the region
  int cutting;         ///< how many cut it
  bool has_next_base;  ///< whether the next layer's base is that of this region
};

/// What a lane asks the team to do next.
enum class Step : std::uint8_t { enter_layer, done, failed };

/// What the lanes of a team share while they count.
struct Shared {
  Step step;
  int layer;  ///< being divided
  int start;  ///< which of the cells that cover the domain
  Cell cell;
  int position;
  int waiting;  ///< number of waiting cells
  RegionCount count;
  LayerState layers[max_depth];
};

/// Takes arrays from a block of memory one after the other; without memory it only adds up.
class Carver {
 public:
  CENSUS_HD explicit Carver(void* memory) : memory_(static_cast<std::byte*>(memory)) {}

  template <class T>
  CENSUS_HD T* take(int number) {
    const std::size_t at = used_;
    used_ += (static_cast<std::size_t>(number) * sizeof(T) + 7) / 8 * 8;
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
    take_forms(carver, all, bases);
    biases = carver.take<float>(all);
    int weight_count = 0;
    for (int l = 0; l < point.depth; ++l) {
      weight_count += inputs_of_layer(point, l) * padded(point.widths[l]);
    }
    weights = carver.take<float>(weight_count);
    input_list = carver.take<int>(inputs);
    on_list = carver.take<int>(all);
    cut_list = carver.take<int>(all);
    relations = carver.take<std::uint8_t>(all);
    is_on = carver.take<std::uint8_t>(all);
    active = carver.take<int>(max_width);
    // Waiting cells are few and have few vertices; a network that needs more is left unsettled.
    capacity = 8 * neurons(point) + 8 * max_vertices;
    for (int k = 0; k <= dimension; ++k) {
      vertices.coordinate[k] = carver.take<double>(capacity);
    }
    vertices.error = carver.take<double>(capacity);
    vertices.edge = carver.take<int>(capacity);
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

  Shared* shared;
  Forms<dimension> forms;
  Forms<dimension> bases;  ///< of layer l from its begin: what inputs that are on throughout add
  float* biases;           ///< of layer l from its begin
  float* weights;
  int* input_list;          ///< 0, 1, ...: all inputs of the network
  int* on_list;             ///< of layer l from its begin: its neurons that are on throughout
  int* cut_list;            ///< and the forms of those that cut the region
  std::uint8_t* relations;  ///< Relation of each neuron and the region
  std::uint8_t* is_on;      ///< [begin + k]: state of cutting neuron k of layer l in the cell
  int* active;              ///< inputs that are on in the cell, among those that cut the region
  int capacity;             ///< number of vertices there is room for
  Vertices<dimension> vertices;
  WaitingCell* waiting;

 private:
  CENSUS_HD static void take_forms(Carver& carver, int count, Forms<dimension>& into) {
    for (int k = 0; k <= dimension; ++k) into.coefficient[k] = carver.take<double>(count);
    into.error = carver.take<double>(count);
    into.size = carver.take<double>(count);
  }

  const Point* point_;
  int edges_;
  std::size_t bytes_;
};

}  // namespace census::regions

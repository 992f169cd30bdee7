#include "training/coefficients.hpp"
#include "training/flops.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

/// Passes over the frozen weights in a step: forward, backward, and again when recomputed.
double passes(const TrainingRun& run) {
  return run.checkpointing == Checkpointing::full ? 3 : 2;
}

double combined(std::initializer_list<double> factors) {
  double squares = 0;
  for (const double each : factors) {
    squares += std::log(each) * std::log(each);
  }
  return std::exp(std::sqrt(squares));
}

/// The seconds that one accelerator takes for one token.
template <class Speed, class OnAccelerator>
class TokenTime {
public:
  TokenTime(const TrainingRun& run, const Speed& c, const OnAccelerator& on)
      : run_(run),
        c_(c),
        on_(on),
        peak_(run.accelerator->bf16_dense_tflops->to_double() * 1e12),
        bandwidth_(run.accelerator->memory_bandwidth_gb_s->to_double() * 1e9) {}

  /// Compute and communication overlap but in part.
  double seconds() const {
    const double compute = matmul() + attention() + dequantisation() + update();
    const double sending = communication();
    return (std::max(compute, sending) + c_.overlap * std::min(compute, sending)) * crowding();
  }

private:
  /// The share of the peak that matrix products reach: less for narrow matrices, for few tokens (a
  /// faster accelerator needs more of them) and where matrices or layers are spread over devices.
  double efficiency() const {
    const double tokens_half = c_.tokens_half * peak_ / 1e12;
    double share = c_.efficiency * c_.framework * on_.speed;
    share *= run_.model.hidden / (run_.model.hidden + c_.hidden_half);
    share *= run_.tokens() / (run_.tokens() + tokens_half);
    share *= run_.fused ? 1 : c_.unfused;
    share *= run_.method == Method::lora ? c_.lora : run_.method == Method::qlora ? c_.qlora : 1;
    const bool cores = run_.accelerator->kind == AcceleratorKind::neuron;
    share *= cores ? std::pow(run_.sharding.tensor_parallel, -c_.tensor_parallel) : 1;
    return share * std::pow(run_.sharding.pipeline, -c_.pipeline);
  }

  double matmul() const {
    const double gain = run_.eight_bit_matmul ? c_.eight_bit_gain : 1;
    return training::flops_per_token(run_).matmul / (peak_ * efficiency() * gain);
  }

  double attention() const {
    return training::flops_per_token(run_).attention /
           (peak_ * efficiency() * c_.attention_share * on_.attention);
  }

  /// QLoRA turns every 4-bit block into 16 bits in each pass: half a byte is read, two written.
  double dequantisation() const {
    return run_.method != Method::qlora ? 0
                                        : passes(run_) * run_.model.blocks() * 2.5 /
                                              (bandwidth_ * c_.dequantisation) / run_.tokens();
  }

  /// The optimizer reads weights, gradients and states and writes weights and states; paged states
  /// come from the host and go back.
  double update() const {
    if (run_.method != Method::full) {
      return 0;
    }
    const OptimizerSetup& optimizer = run_.optimizer;
    const double states = 2 * optimizer.state_bytes;
    const double others = 2 * optimizer.weight_bytes + optimizer.gradient_bytes;
    const double each =
        others / bandwidth_ + states / (optimizer.off_device ? c_.paged_gb_s * 1e9 : bandwidth_);
    return each * run_.model.parameters / run_.sharding.optimizer / run_.tokens();
  }

  /// Sharded weights are gathered in each pass over them, and gradients sent; the slower of the
  /// link inside the instance and the network between instances decides. Neuron devices: part of
  /// the measured efficiency.
  double communication() const {
    const double n = run_.sharding.weights;
    if (n <= 1 || run_.accelerator->kind == AcceleratorKind::neuron) {
      return 0;
    }
    const double bytes = run_.model.parameters *
                         (run_.method == Method::qlora ? run_.quantised_bits / 8 : 2) *
                         (run_.method == Method::full ? 3 : 2);
    const auto& link = run_.accelerator->intra_node_gb_s_one_way;
    const double inside = (link ? link->to_double() * c_.link_share : c_.unknown_link_gb_s) * 1e9;
    const double within = bytes * (n - 1) / n / inside;
    const double between =
        run_.accelerators > run_.accelerators_per_instance ? bytes / (network_gb_s() * 1e9) : 0;
    return std::max(within, between) / run_.tokens();
  }

  /// What gathering between instances reaches: as measured in clusters with a fast network, and no
  /// more than the instance's own network gives.
  double network_gb_s() const {
    const double measured = c_.instance_gb_s * on_.instances;
    return run_.network_gb_s > 0 ? std::min(measured, run_.network_gb_s * c_.network_share)
                                 : measured;
  }

  /// Time lost where a fixed batch is spread over ever more accelerators.
  double crowding() const {
    const double over = run_.accelerators / run_.accelerators_per_instance;
    return over <= 1 ? 1 : c_.scaling_step * std::pow(over, c_.scaling_exponent);
  }

  const TrainingRun& run_;
  const Speed& c_;
  const OnAccelerator& on_;
  double peak_;
  double bandwidth_;
};

} // namespace

SpeedEstimate TrainingPhysics::speed(const TrainingRun& run) const {
  const Coefficients::OnAccelerator on = c_->on(run.accelerator);
  const Coefficients::Speed& c = c_->speed;
  const double likely = run.accelerators / (TokenTime{run, c, on}.seconds() * c.calibration);
  const bool method_measured =
      run.method == Method::full || run.accelerator->kind == AcceleratorKind::gpu;
  const double spread = combined({c.spread, c_->framework_known ? 1 : c.spread_framework, on.spread,
                                  method_measured ? 1 : c.spread_method});
  return {.tokens_per_second = {likely / spread, likely, likely * spread},
          .measured = on.measured && method_measured};
}

} // namespace tunepath

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"
#include "store/load/csv_reader.h"

namespace liaison {

/// Each record of a file as a row of a child group: a list of its fields, or a map by the names in its first record.
/// Absent fields are null. The file is read as rows are asked for. Memory: one record, and a chunk of rows.
class LoadCsv : public FanOut {
 public:
  LoadCsv(const logical::LoadCsv& plan, std::uint16_t parent, OperatorPtr input, Execution& execution);
  void open() override;
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  void read_headers();
  [[nodiscard]] Value row_of_fields() const;
  /// Runs `read`; what is wrong with the file is an error of the statement, at the clause.
  template <class Read>
  auto reading(Read&& read);

  const logical::LoadCsv& plan_;
  Evaluator file_;
  const Vector* files_ = nullptr;  // what it gave for the chunk
  std::string name_;               // of the present file, as the statement has it
  std::optional<CsvReader> reader_;
  std::vector<std::string> headers_;
  std::vector<CsvField> fields_;
};

}  // namespace liaison

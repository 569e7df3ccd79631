#include "function/alias.h"

namespace liaison {

std::span<const Alias> function_aliases() {
  static constexpr Alias rows[] = {
      {"btrim", "trim", "As trim(), GQL's name.", "RETURN btrim('--liaison-', '-')  // 'liaison'"},
      {"ceiling", "ceil", "As ceil(), GQL's name.", "RETURN ceiling(0.1)  // 1.0"},
      {"character_length", "char_length", "As char_length().", "RETURN character_length('Zürich')  // 6"},
      {"duration_between", "duration.between", "As duration.between(), GQL's name.",
       "RETURN duration_between(date('2023-01-31'), date('2023-06-01'))  // duration('P4M1D')"},
      {"element_id", "elementId", "As elementId(), GQL's name.", "MATCH (n) RETURN element_id(n) LIMIT 1"},
      {"ln", "log", "As log(), GQL's name.", "RETURN ln(1)  // 0.0"},
      {"local_datetime", "localdatetime", "As localdatetime(), GQL's name.",
       "RETURN local_datetime('2023-06-01T12:00')  // localdatetime('2023-06-01T12:00')"},
      {"local_time", "localtime", "As localtime(), GQL's name.",
       "RETURN local_time('12:31:14')  // localtime('12:31:14')"},
      {"lower", "toLower", "As toLower(), GQL's name.", "RETURN lower('Nvidia')  // 'nvidia'"},
      {"path_length", "length", "As length(), GQL's name.",
       "CREATE p = ()-[:KNOWS]->()-[:KNOWS]->() RETURN path_length(p)  // 2"},
      {"upper", "toUpper", "As toUpper(), GQL's name.", "RETURN upper('Nvidia')  // 'NVIDIA'"},
      {"zoned_datetime", "datetime", "As datetime(), GQL's name.",
       "RETURN zoned_datetime('2023-06-01T12:00+02:00')  // datetime('2023-06-01T12:00+02:00')"},
      {"zoned_time", "time", "As time(), GQL's name.", "RETURN zoned_time('12:31+01:00')  // time('12:31+01:00')"},
  };
  return rows;
}

std::span<const Alias> aggregate_aliases() {
  static constexpr Alias rows[] = {
      {"collect_list", "collect", "As collect(), GQL's name.",
       "UNWIND [1, null, 2] AS x RETURN collect_list(x)  // [1, 2]"},
      {"percentile_cont", "percentileCont", "As percentileCont(), GQL's name.",
       "UNWIND [10, 20, 30] AS x RETURN percentile_cont(x, 0.25)  // 15.0"},
      {"percentile_disc", "percentileDisc", "As percentileDisc(), GQL's name.",
       "UNWIND [10, 20, 30] AS x RETURN percentile_disc(x, 0.5)  // 20"},
      {"stddev_pop", "stDevP", "As stDevP(), GQL's name.", "UNWIND [1, 3] AS x RETURN stddev_pop(x)  // 1.0"},
      {"stddev_samp", "stDev", "As stDev(), GQL's name.", "UNWIND [1, 2, 3] AS x RETURN stddev_samp(x)  // 1.0"},
  };
  return rows;
}

}  // namespace liaison

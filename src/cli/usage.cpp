#include "cli/usage.h"

#include <array>

namespace liaison {
namespace {

constexpr std::array<Subcommand, 7> known{{
    {"check", "liaison check GRAPH...", "is a graph file or store whole, and what is odd in it?", true},
    {"convert", "liaison convert GRAPH OUT",
     "writes the graph in the form that OUT's ending names: .json, .dot, .liaison", true},
    {"backup", "liaison backup STORE FILE", "copies a store, written to or not, as a store of its own", true},
    {"test", "liaison test [--rewrite] FILE...", "asks question files (.test) and compares the answers", true},
    {"import", "liaison import STORE --nodes[=LABEL[:LABEL]]=FILE[,FILE]... --relationships[=TYPE]=FILE[,FILE]...",
     R"(builds a graph from tables with neo4j-admin's typed headers (docs/import.md)
    --delimiter C          between fields: a character or TAB (otherwise a comma)
    --array-delimiter C    between the items of a list (otherwise a semicolon)
or, with --mapping FILE, from the plain files that a mapping names
    --folder DIR           where these files are (otherwise beside the mapping)
both
    --skip-bad N           leave up to N bad records out, and
    --rejects FILE         list each there with file, record, line and reason)",
     true},
    {"export", "liaison export GRAPH FOLDER",
     R"(writes the graph as such tables into a new folder, and tells how to import them
    --delimiter C          between fields: a character or TAB (otherwise a comma)
    --array-delimiter C    between the items of a list (otherwise a semicolon))",
     true},
    {"diff", "liaison diff A B", "what came, went and changed between two graphs", false},
}};

constexpr std::string_view usage = R"usage(liaison: a knowledge graph store and query engine for industry relationships

    liaison [OPTIONS] [GRAPH...]        ask the graphs, at a prompt or in a batch
    liaison check GRAPH...              is a graph file or store whole, and what is odd in it?
    liaison convert GRAPH OUT           write it in the form of OUT's ending: .json, .dot, .liaison
    liaison backup STORE FILE           copy a store, written to or not, as a store of its own
    liaison import STORE --nodes=Company=companies.csv --relationships=OWNS=owns.csv ...
                                        build a graph from tables: liaison import --help
    liaison import STORE --mapping FILE build it from plain files, as a mapping says
    liaison export GRAPH FOLDER         write it as such tables
    liaison test [--rewrite] FILE...    ask question files (.test) and compare the answers

GRAPH is a graph file (.json); several are read together. Or it is a graph in another form, read into memory (.jsonl
of APOC, node-link .json, .graphml, .cypher), or a store (a folder, .liaison), made if absent, which keeps what
statements change. None: an empty graph in memory.

What to run
  -c TEXT               run the statements in TEXT; repeatable
  -f FILE               run the statements in FILE (-: standard input); repeatable
  --param NAME=LITERAL  a parameter, as a constant expression: --param since="date('2023-01-01')"
  --procedure SIGNATURE=FILE.csv
                        a procedure that is a table: its columns are the inputs, then the outputs, its
                        cells constant expressions: "cities(country :: STRING) :: (city :: STRING)=x.csv"
  --keep-going          go on after a statement that failed
  Without -c and -f: the prompt on a terminal, else statements from standard input.

What comes out
  --format F            table, csv, tsv, json, jsonl, typed, markdown or dot
                        (table on a terminal, otherwise csv)
  -o FILE               write results to FILE; its ending chooses the format
  --csv-safe            quote cells that a spreadsheet would take for formulas
  --time                say how long each statement took
  --no-color            plain text; so does the variable NO_COLOR

Limits and safety
  --timeout 2s          end a statement that runs longer (ms, s, m, h)
  --memory 256MB        end a statement that would hold more (KB, MB, GB, KiB, MiB, GiB)
  --threads N           use at most N threads (this version uses one, whatever N is)
  --read-only           refuse every write
  --busy-timeout 5s     wait that long for another writer of the store
  --no-sync             commit to a store without waiting for the disk: faster, and a power cut may take
                        the last commits away
  --load-folder DIR     LOAD CSV reads files below DIR only (otherwise the working folder)
  --safe                for untrusted input: read-only, and no file but those named here

Start of the prompt
  --init FILE           run FILE first (otherwise ~/.config/liaison/init)
  --no-init             run no start file
  --history FILE        keep what was typed there (otherwise ~/.local/state/liaison/history)

  -h, --help            this text
  --version             the version

Exit code: 0 all well, 1 a statement failed, 2 wrong usage, 3 a graph could not be opened or saved,
4 a limit was hit, 130 interrupted.
)usage";

}  // namespace

std::span<const Subcommand> subcommands() { return known; }

std::string_view usage_text() { return usage; }

std::string version_text() { return "liaison " LIAISON_VERSION "\n"; }

}  // namespace liaison

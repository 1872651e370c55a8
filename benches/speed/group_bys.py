"""Two rankings, previous ranks and two daily series with DuckDB: `group_bys.py FILE RUNS`; milliseconds of each run.

Results go into tables, so that no time is spent on handing them over.
"""

import sys
import time

import duckdb

HOME = "sensor IN (" + ", ".join(f"'home-{at:02}'" for at in range(1, 13)) + ")"
QUARTERS = {"now": ("2022-10-01", "2022-12-31"), "before": ("2022-07-01", "2022-09-30")}
ASKED = [
    ("ports", "protocol, dst_port", "now"),
    ("regions", "src_region", "now"),
    ("ports_before", "protocol, dst_port", "before"),
    ("ports_daily", "date, protocol, dst_port", "now"),
    ("regions_daily", "date, src_region", "now"),
]

file, runs = sys.argv[1], int(sys.argv[2])
connection = duckdb.connect()
for run in range(runs + 1):
    begun = time.perf_counter()
    for name, keys, quarter in ASKED:
        first, last = QUARTERS[quarter]
        connection.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT {keys}, sum(packets) AS packets FROM read_parquet(?)"
            f" WHERE date BETWEEN DATE '{first}' AND DATE '{last}' AND {HOME} GROUP BY {keys}",
            [file],
        )
    if run:
        print((time.perf_counter() - begun) * 1000)

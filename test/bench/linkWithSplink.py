"""Links two files of made-up people with Splink, as its own documentation would have a user do it.

Usage: python linkWithSplink.py LEFT.csv RIGHT.csv PAIRS.csv ASSIGNED.csv

Writes every pair of a probability of .01 or more, and the pairs of its one-to-one clusters at .5. Prints one JSON
object: seconds of each step. Leaves CPU seconds and peak memory in the file that LINKDESK_BENCH_USAGE names.
"""

import json
import os
import resource
import sys
import time

import pandas
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SETTINGS = SettingsCreator(
    link_type="link_only",
    unique_id_column_name="id",
    comparisons=[
        cl.NameComparison("first"),
        cl.NameComparison("last"),
        cl.DateOfBirthComparison("birth", input_is_string=True),
        cl.JaroWinklerAtThresholds("street"),
        cl.JaroWinklerAtThresholds("city"),
        cl.LevenshteinAtThresholds("ssn"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("ssn"),
        block_on("first", "last"),
        block_on("birth", "last"),
        block_on("birth", "first"),
        block_on("zip", "last"),
    ],
)


def read(path):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
    return table.replace("", None)


def main(left, right, pairs_file, assigned_file):
    times = {}
    started = time.time()

    def step(name):
        nonlocal started
        times[name], started = time.time() - started, time.time()

    linker = Linker([read(left), read(right)], SETTINGS, DuckDBAPI(), input_table_aliases=["l", "r"])
    step("read")
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("ssn")], recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("ssn"))
    training.estimate_parameters_using_expectation_maximisation(block_on("birth", "last"))
    step("train")
    predicted = linker.inference.predict(threshold_match_probability=0.01)
    step("score")
    clusters = linker.clustering.cluster_using_single_best_links(
        predicted, duplicate_free_datasets=["l", "r"], threshold_match_probability=0.5, ties_method="lowest_id"
    )
    members = clusters.as_pandas_dataframe()[["cluster_id", "source_dataset", "id"]]
    step("assign")
    pairs = predicted.as_pandas_dataframe()
    pairs[["id_l", "id_r", "match_probability"]].to_csv(pairs_file, index=False)
    sides = [members[members["source_dataset"] == name] for name in ("l", "r")]
    sides[0].merge(sides[1], on="cluster_id", suffixes=("_l", "_r"))[["id_l", "id_r"]].to_csv(
        assigned_file, index=False
    )
    step("write")
    print(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open(os.environ["LINKDESK_BENCH_USAGE"], "w", encoding="utf-8") as file:
        peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        json.dump({"cpuSeconds": used.ru_utime + used.ru_stime, "peakMB": peak}, file)

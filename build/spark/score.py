"""Scores files with Splink itself, so that its weights can be laid beside Linkdesk's.

Usage: python score.py job.json

The job: {"backend": "duckdb" or "spark", "model": path, "tables": [{"name", "csv"}], "lists": [column],
"frequencies": [{"column", "csv"}], "out": path, "saved": path}. Every value is read as text, an empty one is missing, a list is JSON.
Writes a CSV of match_key, match_weight, the ids and the levels of every pair, and the model as Splink saves it.
"""

import json
import sys

import pandas


def read(path, lists):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False).astype(object)
    table = table.where(table != "", None)
    for column in lists:
        table[column] = table[column].map(lambda cell: None if cell is None else json.loads(cell))
    return table


def read_frequencies(job):
    for entry in job["frequencies"]:
        table = pandas.read_csv(
            entry["csv"], dtype={entry["column"]: str}, keep_default_na=False
        )
        yield entry["column"], table


def spark_api():
    from pyspark.sql import SparkSession
    from splink import SparkAPI
    from splink.backends.spark import similarity_jar_location

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", similarity_jar_location())
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.default.parallelism", "8")
        .config("spark.ui.enabled", "false")
        # By default Spark stops at a date that older versions read differently; CORRECTED gives null.
        .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(sys.argv[1] + ".checkpoints")
    api = SparkAPI(spark_session=session, break_lineage_method="persist")
    return api, session.createDataFrame


def duckdb_api():
    try:
        from splink import DuckDBAPI
    except ImportError:  # Splink 5
        from splink.backends.duckdb import DuckDBAPI

    return DuckDBAPI(), lambda table: table


def linker_of(api, native, tables, settings):
    """A linker of either version, and what it takes for a table of ours. Splink 5 is told tables by its API."""
    import splink

    if splink.__version__.startswith("4."):
        aliases = [name for name, _ in tables]
        frames = [native(table) for _, table in tables]
        return splink.Linker(frames, settings, api, input_table_aliases=aliases), native

    def registered(table, **name):
        return api.register(native(table), **name)

    frames = [registered(table, dataset_display_name=name) for name, table in tables]
    return splink.Linker(frames, settings), registered


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    api, native = spark_api() if job["backend"] == "spark" else duckdb_api()
    with open(job["model"], encoding="utf-8") as file:
        settings = json.load(file)
    tables = [(table["name"], read(table["csv"], job["lists"])) for table in job["tables"]]
    linker, native = linker_of(api, native, tables, settings)
    for column, table in read_frequencies(job):
        linker.table_management.register_term_frequency_lookup(native(table), column)
    pairs = linker.inference.predict().as_pandas_dataframe()
    ids = [settings["unique_id_column_name"] + side for side in ("_l", "_r")]
    levels = [name for name in pairs.columns if name.startswith("gamma_")]
    pairs[["match_key", "match_weight", *ids, *levels]].to_csv(job["out"], index=False)
    linker.misc.save_model_to_json(job["saved"], overwrite=True)


if __name__ == "__main__":
    main()

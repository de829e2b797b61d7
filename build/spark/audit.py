"""Lets Splink do everything that Linkdesk's Splink mode does, so that the results can be laid side by side.

Usage: python audit.py job.json

The job: {"tables": [{"name", "csv"}], "lists": [column], "model": path, "training": {...}, "labels": csv,
"label_column": column, "thresholds": [p], "duplicate_free": [name], "out": path}. The training: {"deterministic_rules":
[sql], "recall", "max_pairs", "label_column" or null, "labels" or null, "sessions": [{"rule", "without_tf",
"learn_u"}], "lambda_from_em"}. Every value is read as text, an empty one is missing, a list is JSON. Writes JSON:
the trained model, the pairs that it scores, clusters, unlinkables, accuracy tables.
"""

import json
import sys

import pandas
from score import read
from splink import DuckDBAPI, Linker


def read_labels(path):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
    table["clerical_match_score"] = table["clerical_match_score"].astype(float)
    return table


def records(frame):
    return json.loads(frame.as_pandas_dataframe().to_json(orient="records", double_precision=15))


def train(linker, plan, labels):
    training = linker.training
    if plan["deterministic_rules"]:
        training.estimate_probability_two_random_records_match(plan["deterministic_rules"], recall=plan["recall"])
    if plan["max_pairs"] > 0:
        training.estimate_u_using_random_sampling(max_pairs=plan["max_pairs"])
    if plan["label_column"]:
        training.estimate_m_from_label_column(plan["label_column"])
    if plan["labels"]:
        training.estimate_m_from_pairwise_labels(labels)
    for at, session in enumerate(plan["sessions"]):
        training.estimate_parameters_using_expectation_maximisation(
            session["rule"],
            estimate_without_term_frequencies=session["without_tf"],
            fix_u_probabilities=not session["learn_u"],
            populate_probability_two_random_records_match_from_trained_values=plan["lambda_from_em"]
            and at == len(plan["sessions"]) - 1,
        )


def main(job):
    tables = [read(table["csv"], job["lists"]) for table in job["tables"]]
    with open(job["model"], encoding="utf-8") as file:
        settings = json.load(file)
    linker = Linker(
        tables if len(tables) > 1 else tables[0],
        settings,
        DuckDBAPI(),
        input_table_aliases=[table["name"] for table in job["tables"]],
    )
    labels = linker.table_management.register_labels_table(read_labels(job["labels"]))
    train(linker, job["training"], labels)
    predicted = linker.inference.predict()
    clustering = linker.clustering
    result = {
        "model": linker.misc.save_model_to_json(),
        "pairs": records(predicted),
        "clusters": [
            records(clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold))
            for threshold in job["thresholds"]
        ],
        "single_best": {
            ties: records(
                clustering.cluster_using_single_best_links(
                    predicted, job["duplicate_free"], job["thresholds"][0], ties_method=ties
                )
            )
            for ties in ("drop", "lowest_id")
            if job["duplicate_free"]
        },
        "unlinkables": linker.evaluation.unlinkables_chart(as_dict=True)["data"]["values"],
        "by_labels": records(linker.evaluation.accuracy_analysis_from_labels_table(labels, output_type="table")),
        "by_column": records(
            linker.evaluation.accuracy_analysis_from_labels_column(job["label_column"], output_type="table")
        ),
    }
    with open(job["out"], "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as job_file:
        main(json.load(job_file))

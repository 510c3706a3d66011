"""Tables in plain text: with bars, with tabs, and flattened to one cell a line."""

from tests.ingest.shown import kinds, read, shown

PROSE = "The council agreed on Monday to close the old bridge for a year, and nobody was surprised by it."


def test_a_table_with_bars() -> None:
    draft = read(f"Bridges\n\n{PROSE}\n\n| Town | Bridges |\n|:--|--:|\n| Upper \\| Lower | 3 |\n| Far | |\n\n{PROSE}")
    assert shown(draft)[1:4] == [
        ("row", 0, "Town\tBridges"),
        ("row", 1, "Upper | Lower\t3"),
        ("row", 1, "Far\t"),
    ]
    assert "Town\tBridges\nUpper" in draft.text


def test_bars_without_a_line_of_dashes_need_a_frame() -> None:
    assert kinds(read(f"Bridges\n\n{PROSE}\n\n|Town|Bridges|\n|Upper|3|\n"))[1:] == ["row", "row"]
    assert "row" not in kinds(read(f"Bridges\n\n{PROSE}\n\nTown | Country | World\n\n{PROSE}"))


def test_a_table_as_browsers_copy_it() -> None:
    draft = read(f"Bridges\n\n{PROSE}\n\nTown\tBridges\nUpper\t3\nLower\t12\n")
    assert shown(draft)[1:] == [("row", 0, "Town\tBridges"), ("row", 1, "Upper\t3"), ("row", 1, "Lower\t12")]


def test_a_flattened_table_is_found_by_its_header() -> None:
    cells = ["Town", "Country", "Main product", "Upper", "Wales", "Slate, wool", "Lower", "Kent", "Hops"]
    cells += ["Far", "Devon", "Cider, cream"]
    draft = read("\n".join(["Trade", "", PROSE, "", "Who sells what", *cells, "", PROSE]))
    assert shown(draft)[1:6] == [
        ("heading", 2, "Who sells what"),
        ("row", 0, "Town\tCountry\tMain product"),
        ("row", 1, "Upper\tWales\tSlate, wool"),
        ("row", 1, "Lower\tKent\tHops"),
        ("row", 1, "Far\tDevon\tCider, cream"),
    ]


def test_a_flattened_table_with_blank_lines_between_all_cells() -> None:
    cells = ["Company", "Revenue", "Acme", "$3.1 billion", "Bolt", "$2 billion", "Cork", "$900 million"]
    assert shown(read("\n\n".join(["Results are in", PROSE, *cells, PROSE])))[1:3] == [
        ("row", 0, "Company\tRevenue"),
        ("row", 1, "Acme\t$3.1 billion"),
    ]


def test_a_flattened_table_is_found_by_columns_of_numbers() -> None:
    cells = ["Team", "Wins", "Losses", "Reds", "12", "3", "Blues", "9", "6", "Greens", "7", "8"]
    rows = shown(read("\n".join(["Standings", "", PROSE, "", *cells, "", PROSE])))
    assert rows[1:3] == [("row", 0, "Team\tWins\tLosses"), ("row", 1, "Reds\t12\t3")]


def test_a_list_of_bare_names_is_not_made_a_table() -> None:
    names = ["Ada", "Grace", "Barbara", "Jean", "Kathleen", "Frances", "Radia", "Margaret", "Karen"]
    draft = read("\n".join(["Pioneers", "", PROSE, "", *names, "", PROSE]))
    assert shown(draft)[1:10] == [("paragraph", 0, name) for name in names]


def test_lines_of_figures_are_not_made_a_table() -> None:
    lines = ["Net loss 5,732,000 vs loss 4,924,000", "Sales 18.8 mln vs 23.6 mln", "Shares 9.0 mln vs 3.8 mln", "Year"]
    lines += ["Net loss 12,267,000 vs loss 13,911,000", "Sales 112.8 mln vs 129.3 mln"]
    assert "row" not in kinds(read("\n".join(["Results", "", PROSE, "", *lines])))

"""What a rule does with an article, in words."""

from index.models.feeds import RuleAction

_DOES = {
    RuleAction.READ: "marked as read",
    RuleAction.STAR: "starred",
    RuleAction.TAG: "tagged",
    RuleAction.HIDE: "hidden",
}


def done_by(action: RuleAction, tag: str | None) -> str:
    """Return what a rule does with an article: 'starred', 'tagged coast'."""
    return f"{_DOES[action]} {tag}" if tag else _DOES[action]

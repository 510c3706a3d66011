"""Full-text search: schema, index, evaluation, query language and snippets. Whoosh is known in here alone."""

"""What people see of each answer: texts and tables made of models. All words of an article go through `words.line`."""

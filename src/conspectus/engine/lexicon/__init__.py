"""Small hand-written word lists behind ``words`` and ``verification``, with typed loaders."""

"""A child that answers its first question late and each further one at once; to be run by -m."""

from __future__ import annotations

import json
import os
import sys
import time

LATE_S = 1.0


def main():
    for number, line in enumerate(iter(sys.stdin.readline, "")):
        if number == 0 or "late" in line:
            time.sleep(LATE_S)
        sys.stdout.write(json.dumps({"texts": [os.getpid()]}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""The public record: a Merkle log of everything published, receipts, verifiable draws.

Pure: keys, salts, storage, dates and seeds are handed in. docs/record.md tells the format.
"""

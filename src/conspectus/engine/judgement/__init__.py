"""Learnt judgements about texts: small boosted trees over signs that the grammar reads."""

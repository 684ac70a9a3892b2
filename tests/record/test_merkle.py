"""Against the definition of RFC 6962 §2.1, word by word, and its published vectors."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.record.errors import ProofError
from conspectus.record.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    perfect_root,
    subtrees_of,
    tree_root,
)
from conspectus.record.proofs import verify_consistency, verify_inclusion
from conspectus.record.verify_record import proven_root
from conspectus.record.verify_record import tree_root as verifiers_root

INPUTS = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The leaves of the vectors that certificate-transparency implementations share."""

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

HASHES = [leaf_hash(b"%d" % index) for index in range(600)]
SIZES = st.integers(1, 600)


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def naive_root(hashes):
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    k = split(len(hashes))
    return node_hash(naive_root(hashes[:k]), naive_root(hashes[k:]))


def naive_path(m, hashes):
    if len(hashes) == 1:
        return []
    k = split(len(hashes))
    if m < k:
        return [*naive_path(m, hashes[:k]), naive_root(hashes[k:])]
    return [*naive_path(m - k, hashes[k:]), naive_root(hashes[:k])]


def naive_subproof(m, hashes, *, whole):
    if m == len(hashes):
        return [] if whole else [naive_root(hashes)]
    k = split(len(hashes))
    if m <= k:
        return [*naive_subproof(m, hashes[:k], whole=whole), naive_root(hashes[k:])]
    return [*naive_subproof(m - k, hashes[k:], whole=False), naive_root(hashes[:k])]


SUBTREES = subtrees_of(HASHES)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_the_published_vectors(size):
    hashes = [leaf_hash(one) for one in INPUTS[:size]]
    assert tree_root(size, subtrees_of(hashes)).hex() == ROOTS[size - 1]


def test_the_root_of_no_leaves_is_the_hash_of_nothing():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree_root(0, SUBTREES).hex() == EMPTY_ROOT.hex() == empty


def test_the_proofs_of_the_example_in_the_rfc():
    # RFC 6962 §2.1.3: seven leaves a … f, j; nodes named as in its drawing
    a, b, c, d, e, f, j = HASHES[:7]
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 - the name in the RFC
    assert inclusion_proof(0, 7, SUBTREES) == (b, h, l)
    assert inclusion_proof(3, 7, SUBTREES) == (c, g, l)
    assert inclusion_proof(4, 7, SUBTREES) == (f, j, k)
    assert inclusion_proof(6, 7, SUBTREES) == (i, k)
    assert consistency_proof(3, 7, SUBTREES) == (c, d, g, l)
    assert consistency_proof(4, 7, SUBTREES) == (l,)
    assert consistency_proof(6, 7, SUBTREES) == (i, j, k)


@given(SIZES)
def test_roots_are_those_of_the_definition(size):
    right = naive_root(HASHES[:size])
    assert tree_root(size, SUBTREES) == verifiers_root(HASHES[:size]) == right


@given(SIZES, st.data())
def test_inclusion_proofs_are_those_of_the_definition_and_hold(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, SUBTREES)
    root = naive_root(HASHES[:size])
    assert list(proof) == naive_path(index, HASHES[:size])
    assert proven_root(HASHES[index], index, size, proof) == root
    verify_inclusion(leaf=HASHES[index], index=index, size=size, proof=proof, root=root)


@given(SIZES, st.data())
def test_consistency_proofs_are_those_of_the_definition_and_hold(new, data):
    old = data.draw(st.integers(1, new))
    proof = consistency_proof(old, new, SUBTREES)
    roots = naive_root(HASHES[:old]), naive_root(HASHES[:new])
    assert list(proof) == naive_subproof(old, HASHES[:new], whole=True)
    verify_consistency(old=old, new=new, old_root=roots[0], new_root=roots[1], proof=proof)


def test_every_small_tree_exhaustively():
    for new in range(1, 20):
        root = naive_root(HASHES[:new])
        for index in range(new):
            proof = inclusion_proof(index, new, SUBTREES)
            for claimed in range(new):
                held = True
                try:
                    verify_inclusion(
                        leaf=HASHES[index], index=claimed, size=new, proof=proof, root=root
                    )
                except ProofError:
                    held = False
                assert held == (claimed == index)
                other = proven_root(HASHES[index], claimed, new, proof)
                assert (other == root) == (claimed == index)


def damaged(proof, data):
    """The proof with a hash changed, one too many, or one too few."""
    at = data.draw(st.integers(0, len(proof)))
    flipped = bytes([proof[at][0] ^ 1]) + proof[at][1:] if at < len(proof) else HASHES[0]
    how = data.draw(st.sampled_from(["change", "add", "drop"]))
    kept = proof[at + 1 :] if how in {"change", "drop"} else proof[at:]
    return (*proof[:at], *(() if how == "drop" and at < len(proof) else (flipped,)), *kept)


@given(SIZES, st.data())
def test_no_damaged_inclusion_proof_holds(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = damaged(inclusion_proof(index, size, SUBTREES), data)
    root = naive_root(HASHES[:size])
    assert proven_root(HASHES[index], index, size, proof) != root
    with pytest.raises(ProofError):
        verify_inclusion(leaf=HASHES[index], index=index, size=size, proof=proof, root=root)


@given(SIZES, st.data())
def test_no_damaged_consistency_proof_holds(new, data):
    old = data.draw(st.integers(1, new))
    proof = damaged(consistency_proof(old, new, SUBTREES), data)
    roots = naive_root(HASHES[:old]), naive_root(HASHES[:new])
    with pytest.raises(ProofError):
        verify_consistency(old=old, new=new, old_root=roots[0], new_root=roots[1], proof=proof)


@given(st.integers(2, 600), st.data())
def test_a_rewritten_history_is_not_consistent(new, data):
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    other = [*HASHES[:changed], HASHES[599 - changed // 2], *HASHES[changed + 1 : new]]
    if other == HASHES[:new]:
        return
    with pytest.raises(ProofError, match="not one log"):
        verify_consistency(
            old=old,
            new=new,
            old_root=naive_root(HASHES[:old]),
            new_root=naive_root(other),
            proof=consistency_proof(old, new, subtrees_of(other)),
        )


def test_an_empty_log_is_the_beginning_of_every_log_and_of_nothing_else():
    root = naive_root(HASHES[:5])
    verify_consistency(old=0, new=5, old_root=EMPTY_ROOT, new_root=root, proof=())
    verify_consistency(old=5, new=5, old_root=root, new_root=root, proof=())
    for old, old_root in ((0, root), (5, EMPTY_ROOT)):
        with pytest.raises(ProofError, match="not one log"):
            verify_consistency(old=old, new=5, old_root=old_root, new_root=root, proof=())


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(ProofError, match="no leaf"):
        inclusion_proof(index, size, SUBTREES)
    with pytest.raises(ProofError, match="no leaf"):
        verify_inclusion(leaf=HASHES[0], index=index, size=size, proof=(), root=HASHES[0])


def test_a_shorter_log_continues_no_longer_one():
    with pytest.raises(ProofError, match="does not continue"):
        consistency_proof(4, 3, SUBTREES)
    with pytest.raises(ProofError, match="does not continue"):
        verify_consistency(old=4, new=3, old_root=b"", new_root=b"", proof=())


@pytest.mark.parametrize("count", [0, 3, 5])
def test_only_powers_of_two_fill_a_perfect_tree(count):
    with pytest.raises(ProofError, match="no perfect tree"):
        perfect_root(HASHES[:count])

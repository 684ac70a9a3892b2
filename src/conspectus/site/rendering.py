"""How templates become Python: as Jinja does it, with less work for each expression of a page.

A page of the workbench prints eight hundred values and calls two hundred and fifty functions.
Jinja asks of each value whether it has markup of its own, and of each function in three ways
whether it wants to be given the context. Here most are known by their type. What a page says stays
the same, character for character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from keyword import iskeyword
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Final

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro, missing
from markupsafe import Markup, escape

from conspectus.site.words import Later, later_words, said_in_one_language

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # an installation without it

    def _escaped(text: str, /) -> str:
        return str(escape(text))


_CALLED_AS_THEY_ARE: Final = frozenset({FunctionType, MethodType, BuiltinFunctionType})
_OF_ANY_DICT: Final = frozenset(dir(dict))
_marked: Final = partial(str.__new__, Markup)


def shown(value: Any) -> str:  # noqa: ANN401 - whatever a template prints
    """A value as a page prints it: escaped, unless it is markup."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is Later:
        return later_words(value)
    return escape(value)


def joined(parts: Iterable[Any]) -> str:
    """``a ~ b`` of a template: the parts as texts; escaped, unless they are markup, if one is."""
    texts = [part if isinstance(part, str) else str(part) for part in parts]
    if any(type(text) is not str and hasattr(text, "__html__") for text in texts):
        return _marked("".join([shown(text) for text in texts]))
    return "".join(texts)


class QuickMacro(Macro):
    """A macro that is called with its arguments in their order, as most are, without a detour."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's
        """As Jinja's own."""
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        made = self._func(*args, *((missing,) * lacking)) if lacking else self._func(*args)
        return _marked(made)


def called(function: Any, context: Context) -> Callable[..., Any]:  # noqa: ANN401 - of any kind
    """What a template's call calls: the function, or one that gives it the context."""
    kind = type(function)
    if kind is QuickMacro:
        return function  # type: ignore[no-any-return]
    if kind in _CALLED_AS_THEY_ARE and not hasattr(function, "jinja_pass_arg"):
        return function  # type: ignore[no-any-return]
    return partial(context.call, function)


class _Generator(CodeGenerator):
    """Writes `shown` where Jinja escapes, and calls what is called directly."""

    def write_commons(self) -> None:
        """The names that each function of a template begins with."""
        super().write_commons()
        self.writeline("escape = environment.shown")
        self.writeline("markup_join = environment.joined")
        self.writeline("called = environment.called")
        self.writeline("attribute = environment.attribute")
        self.writeline("Macro = environment.macro")

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001,FBT002 - Jinja's
    ) -> None:
        """``called(f, context)(…)`` for ``context.call(f, …)``.

        No function of ours asks for a loop's or a block's variables.
        """
        given = [*node.args, *node.kwargs]
        spread = node.dyn_args is not None or node.dyn_kwargs is not None
        if forward_caller or spread or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("called(")
        self.visit(node.node, frame)
        self.write(", context)(")
        for one in given:
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """``attribute(…)`` for ``environment.getattr(…)``."""
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


class _Rendered(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's
        with said_in_one_language():
            return super().render(*args, **kwargs)


class QuickEnvironment(Environment):
    """An environment, escaping by default, whose templates are made as this module says."""

    code_generator_class = _Generator
    template_class = _Rendered
    macro = QuickMacro
    shown = staticmethod(shown)
    joined = staticmethod(joined)
    called = staticmethod(called)

    def attribute(self, value: Any, name: str) -> Any:  # noqa: ANN401 - of anything
        """``value.name`` of a template: an attribute, else what is under that key."""
        if type(value) is dict and name not in _OF_ANY_DICT and name in value:
            return value[name]
        try:
            return getattr(value, name)
        except AttributeError:
            return self.getattr(value, name)

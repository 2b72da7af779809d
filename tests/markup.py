"""HTML as a tree, so that tests compare structure and not spelling."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "img", "hr", "meta", "link"}


@dataclass
class Node:
    """An element with its attributes; texts are strings among its children."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.attributes

    @property
    def text(self) -> str:
        """All text in it, white space as it is read."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()

    def walk(self) -> "Iterator[Node]":
        """The element and all in it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str = "", **wanted: str) -> "list[Node]":
        """Elements in it with that tag and those attributes; data_x means data-x."""
        given = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            node
            for node in self.walk()
            if tag in ("", node.tag)
            and all(node.attributes.get(name) == value for name, value in given.items())
        ]

    def one(self, tag: str = "", **wanted: str) -> "Node":
        """The only such element."""
        (node,) = self.all(tag, **wanted)
        return node

    def path(self, node: "Node") -> list[str]:
        """The tags around an element, from here down."""
        for child in self.children:
            if child is node:
                return [self.tag]
            if isinstance(child, Node) and (below := child.path(node)):
                return [self.tag, *below]
        return []


class _Reader(HTMLParser):
    """Refuses what a browser would have to mend."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_comment(self, data: str) -> None:
        """What a template keeps as text is as good as what it holds."""
        if self.open[-1].tag == "template":
            self.open[-1].children += tree(data).children

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(html: str) -> Node:
    """The elements of a piece of HTML, every one of them closed and no id in it twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is not closed"
    root = reader.open[0]
    ids = [node["id"] for node in outside_templates(root) if "id" in node]
    assert len(ids) == len(set(ids)), f"ids stand twice: {sorted(ids)}"
    return root


def outside_templates(node: Node) -> Iterator[Node]:
    """The elements that are part of the page."""
    yield node
    for child in node.children:
        if isinstance(child, Node) and child.tag != "template":
            yield from outside_templates(child)

"""Formulas in Markdown become MathML, which a browser reads without help."""

import pytest
from latex2mathml.converter import convert as convert_latex

from calc.markdown import latex
from calc.markdown.mistakes import PageError
from tests.site_markdown import Convert


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("with `#!math N`, and", "N,"),
        ("(`#!math d = 2`).", "(d=2)."),
        ("the `#!math L` layers", "L"),
    ],
)
def test_a_formula_and_the_punctuation_beside_it_stay_on_one_line(convert: Convert, text, kept):
    """A browser would break the line before the comma."""
    span = convert(text).one("span", data_kept="")
    assert (span.text, span.one("math")["display"]) == (kept, "inline")


def test_two_formulas_may_be_on_two_lines(convert: Convert):
    spans = convert("from `#!math a`, `#!math b`").all("span", data_kept="")
    assert [span.text for span in spans] == ["a,", "b"]


def test_each_line_of_a_fence_is_a_formula_of_its_own(convert: Convert):
    box = convert("``` math\nC = 6 N D\n\nD = 20 N\n```").one("div", data_math="")
    assert [each["display"] for each in box.all("math")] == ["block", "block"]
    assert box["tabindex"] == "0"
    assert not box.all("span", data_kept="")


RIGHT = r"""
a = b + c
E = m c^2
\frac{1}{2}
\frac12
\frac 1 2
\dfrac{a}{b} + \tfrac{c}{d} + \cfrac{1}{1 + x}
a \over b
{n \choose k}
\binom{n}{k}
\sqrt{x}
\sqrt[3]{x + y}
\sqrt 2
x_1, x_{12}, x_i^2, x^{n+1}
{}^2 x
x'' + f'(x)
\sum_{i=1}^{n} i^2
\sum\limits_{i} x_i
\prod_{k=1}^\infty a_k
\int_0^1 f(x)\,dx
\iint f, \oint g
\lim_{x \to 0} \frac{\sin x}{x}
\max(a, b) - \min\{a, b\}
\log_2 n + \ln x + \exp(-x)
\left( \frac{a}{b} \right)
\left[ x \right] \left\{ y \right\} \left| z \right|
\left. \frac{a}{b} \right|_{x=0}
\left( a \middle| b \right)
\left\langle a, \left( b \right) \right\rangle
\big( \Big[ x \Big] \big)
\lfloor x \rfloor + \lceil y \rceil
\begin{matrix} a & b \\ c & d \end{matrix}
\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}
\begin{bmatrix} 1 \\ 2 \end{bmatrix}
\begin{vmatrix} a & b \\ c & d \end{vmatrix}
\begin{array}{lc|r} a & b & c \end{array}
f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}
\begin{align} a &= b \\ c &= d \end{align}
\begin{aligned} a &= b \end{aligned}
\begin{split} a &= b \\ &= c \end{split}
\substack{a \\ b}
x \text{ if } y \mathrm{kg}
\text{50% of $x$ & more #1}
\mathbf{v} \cdot \mathbb{R} \mathcal{L} \mathfrak{g} \mathsf{x} \mathtt{y}
\boldsymbol{x} + \operatorname{rank} A
\alpha \beta \gamma \Gamma \Delta \Omega \epsilon \varepsilon \varphi \vartheta
\hat{x} \bar{y} \vec{v} \dot{x} \ddot{x} \tilde{n} \overline{AB} \widehat{abc}
\hat x
\underbrace{a + b}_{n} \overbrace{c}^{m}
\underline{x} \overset{a}{=} \underset{b}{\to} \stackrel{!}{=}
a \, b \: c \; d \! e \quad f \qquad g
a \leq b \geq c \neq d \approx e \equiv f \sim g \propto h
a \times b \div c \pm d \mp e \cdot f \ast g
A \cup B \cap C \subset D \subseteq E \in F \notin G \setminus H
\forall x \exists y \neg z \land a \lor b \implies c \iff d
a \to b \rightarrow c \Rightarrow d \mapsto e \leftrightarrow f \xrightarrow{abc} g
\infty \partial \nabla \hbar \ell \Re \Im \aleph \emptyset
r = S \bmod C, a \equiv b \pmod{n}
50\% \$5 a \& b \# \{x\} \_
\color{red} x + \textcolor{blue}{y}
\phantom{x} \boxed{y} \cancel{z}
\cos^2 \theta + \sin^2 \theta = 1
P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}
M = P \frac{r (1 + r)^n}{(1 + r)^n - 1}
\overrightarrow{AB} \parallel \overleftarrow{CD} \perp l
a \ldots b \cdots c \vdots \ddots
x \not= y \not\in z
\displaystyle \sum x \scriptstyle y
\newcommand{\half}[1]{\frac{#1}{2}} \half{x}
(a, b] \cup [c, d)
1.5 \cdot 10^{-3}\,\mathrm{m}^2
""".strip().split("\n")


@pytest.mark.parametrize("display", ["inline", "block"])
@pytest.mark.parametrize("source", RIGHT)
def test_a_right_formula_is_what_the_converter_makes_of_it(source: str, display: str):
    assert latex.mathml(source, display) == convert_latex(source, display=display)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "The formula is empty; "),
        (r"\frac{1", r"{ is not closed; add } after it."),
        (r"a}", "} closes nothing; add { before it, or remove it."),
        (r"\frac{1}", r"\frac lacks an argument; put {…} after it."),
        (r"\frac1", r"\frac lacks an argument; "),
        (r"\frac", r"\frac lacks an argument; "),
        (r"a + \sqrt", r"\sqrt lacks an argument; "),
        (r"\sqrt[3]", r"\sqrt lacks an argument; "),
        (r"\hat", r"\hat lacks an argument; "),
        (r"\binom{1}", r"\binom lacks an argument; "),
        (r"\overset{a}", r"\overset lacks an argument; "),
        (r"x + \text", r"\text lacks an argument; "),
        (r"\foo", r"the command \foo is unknown; use another, or \text{foo}."),
        (r"a + \Alhpa b", r"the command \Alhpa is unknown; "),
        (r"\left( a", r"\left is not closed; add \right) after it."),
        (r"a \right)", r"\right closes nothing; add \left before it, or remove it."),
        (r"\left( {a \right)}", r"{ is closed by \right; use }."),
        (r"a \middle| b", r"\left, \middle, \right are not paired; "),
        (r"\begin{cases} a", r"\begin{cases} is not closed; add \end{cases} after it."),
        (r"a \end{cases}", r"\end{cases} closes nothing; add \begin{cases} before it, or remove "
            "it."),
        (r"\begin{cases} a \end{matrix}", r"\begin{cases} is closed by \end{matrix}"),
        ("a^b^c", "two superscripts follow each other; use braces, as in a^{b^c}."),
        ("a_b_c", "two subscripts follow each other; "),
        ("a^", "nothing follows _ or ^; write x_1 or x^2."),
        ("a_", "nothing follows _ or ^; "),
        (r"a \over", r"\over lacks an argument; "),
        ("50% x", r"% means nothing; write \% or remove it."),
        ("$x$", r"$ means nothing; write \$ or remove it."),
        ("a & b", r"& means nothing; write \& or remove it."),
        ("a # b", r"# means nothing; write \# or remove it."),
        (r"\limits", r"\limits lacks an argument; "),
        (r"\begin{matrix}", r"\begin{matrix} is not closed; "),
        (r"M = P \frac{r (1 + r)^n}{(1 + r)^n - 1", "{ is not closed at “+ r)^n}{(1 + r)^n - 1”; "),
    ],
)  # fmt: skip
def test_a_wrong_formula_is_refused_with_the_place_in_it(source: str, sentence: str):
    for display in ("inline", "block"):
        with pytest.raises(PageError) as raised:
            latex.mathml(source, display)
        text = str(raised.value)
        assert text.removeprefix(f"In the formula “{source}” ").startswith(sentence)
        assert text.endswith(".")


@pytest.mark.parametrize(
    "text", ["`#!math \\frac{1`", "``` math\na = b\n\\frac{1\n```", "``` math\n```"]
)
def test_a_wrong_formula_names_its_line(convert: Convert, docs, text: str):
    with pytest.raises(
        PageError, match=r"^docs/page\.md:3: (In the formula|The fence has no formula)"
    ):
        convert(docs(f"# Page\n\n{text}\n"))

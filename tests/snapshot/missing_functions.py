"""Write down the machine's functions that questions by chance take beyond those that are known:

python -m tests.snapshot.lacking
"""

from calc.form import registry
from calc.snapshot import build, function_trace, interpreter
from tests import chance

SEED = 5


def asked(name: str) -> list[str]:
    """What readers of a calculator might ask, one after the other."""
    return list(chance.asked(name, 200, seed=SEED))


if __name__ == "__main__":
    ready = build.snapshot()
    ran = {n for name in registry.names() for n in function_trace.run(ready, asked(name))}
    print(f"{interpreter.write(ran)} functions more in {interpreter.FILE.name}")

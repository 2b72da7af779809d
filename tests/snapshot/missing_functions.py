"""Write down which functions of the interpreter random questions need beyond the known ones:

python -m tests.snapshot.missing_functions
"""

from calc import project
from calc.form import registry
from calc.snapshot import build, function_trace, interpreter
from calc.snapshot.interpreter import Trimming
from tests import chance

SEED = 5


def asked(name: str) -> list[str]:
    """Random questions to a calculator, the same each time."""
    return list(chance.asked(name, 200, seed=SEED))


if __name__ == "__main__":
    project.use()
    ready = build.snapshot()
    ran = {n for name in registry.names() for n in function_trace.run(ready, asked(name))}
    known = interpreter.read()
    interpreter.write(Trimming(functions=known.functions | ran, zeroed=known.zeroed))
    interpreter.write(build.trace())
    print(f"{len(ran - known.functions)} functions more in {interpreter.FILE.name}")
